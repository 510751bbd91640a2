// Lists that are filled in any order.

import LoopKit
import LuaKit
import Testing

extension LuaKitTests {
  @Suite("lists that are filled in any order")
  struct LuaListTests {
    @Test("values come in the order of their places, several to a place, none from one that was left empty") @Host
    func order() async throws {
      let machine = try testMachine()
      let list = try LuaList(places: 4, in: machine)
      try list.put(["d"], at: 3)
      try list.put(["b", .integer(2)], at: 1)
      try list.put([], at: 2)
      try list.put([.table(LuaTable(fields: [("name", "a")]))], at: 0)
      try machine.publish([HostFunction("made") { _ in [try list.inOrder()] }])
      let source = """
        local list = made()
        return #list, list[1].name, list[2], list[3], list[4], getmetatable(list).__name
        """
      let values = try await machine.run(source, name: "=test")
      #expect(values.first?.integer == 4 && values[3].integer == 2)
      #expect(values.compactMap(\.string) == ["a", "b", "d", "list"])
    }

    @Test("it has the named fields that it is given, another list among them") @Host
    func fields() async throws {
      let machine = try testMachine()
      let (list, inner) = (try LuaList(places: 1, in: machine), try LuaList(places: 1, in: machine))
      try inner.put(["inside"], at: 0)
      let made = try list.inOrder(fields: [("count", .integer(7)), ("inner", try inner.inOrder())])
      try machine.publish([HostFunction("made") { _ in [made] }])
      let values = try await machine.run(
        "local list = made() return list.count, list.inner[1], #list, #list.inner", name: "=test")
      #expect(values[0].integer == 7 && values[1].string == "inside")
      #expect(values[2].integer == 0 && values[3].integer == 1)
    }

    @Test("ten thousand places are put in order, and collecting garbage meanwhile takes nothing away") @Host
    func many() async throws {
      let machine = try testMachine()
      let list = try LuaList(places: 10_000, in: machine)
      for place in (0..<10_000).reversed() {
        try list.put([.string("text \(place)")], at: place)
        if place % 2500 == 0 { machine.collectGarbage() }
      }
      try machine.publish([HostFunction("made") { _ in [try list.inOrder()] }])
      let source = """
        local list = made()
        for place, text in ipairs(list) do assert(text == "text " .. place - 1) end
        return #list
        """
      #expect(try await machine.run(source, name: "=test").first?.integer == 10_000)
    }

    @Test("where memory runs out it says so, and what came before is still there") @Host
    func outOfMemory() async throws {
      let machine = try testMachine(memoryLimit: 4 << 20)
      let list = try LuaList(places: 2, in: machine)
      try list.put(["small"], at: 1)
      let error = #expect(throws: LuaError.self) {
        try list.put([.string(String(repeating: "x", count: 8 << 20))], at: 0)
      }
      #expect(error?.kind == .memory)
      try machine.publish([HostFunction("made") { _ in [try list.inOrder()] }])
      let values = try await machine.run("local list = made() return #list, list[1]", name: "=test")
      #expect(values[0].integer == 1 && values[1].string == "small")
    }

    @Test("a list that nobody wants any more is collected") @Host
    func released() async throws {
      let machine = try testMachine()
      machine.collectGarbage()
      let before = machine.memory
      do {
        let list = try LuaList(places: 1000, in: machine)
        for place in 0..<1000 { try list.put([.string("text number \(place)")], at: place) }
        #expect(machine.memory > before + 30_000)
      }
      machine.collectGarbage()
      #expect(machine.memory < before + 10_000)
    }
  }
}
