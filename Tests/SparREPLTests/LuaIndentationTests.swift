// Indentation of Lua blocks while they are typed.

import LineKit
import SparREPL
import Testing

@Suite("Indentation of Lua")
struct LuaIndentationTests {
  @Test(
    "the next line is indented by what is open",
    arguments: [
      ("x = 1", 0), ("if a then", 2), ("for i = 1, 3 do\n  if a then", 4), ("while f(x) do", 2), ("repeat", 2),
      ("t = {", 2), ("map(s, function(x)", 2), ("if a then\n  b()\nelse", 2), ("if a then\n  b()\nelseif c then", 2),
      ("function f() return 1 end", 0), ("if a then b() end", 0), ("t = {{\n  1}", 2),
    ])
  func next(text: String, columns: Int) {
    #expect(LuaIndentation.after(text).next == columns)
  }

  @Test("words in strings and comments open nothing")
  func strings() {
    for text in [
      #"x = "do {""#, #"x = 'a \' do'"#, "-- function", "--[[ do\n{ ]]", "x = [==[ do ]] { ]==]", "dodo = 1",
    ] {
      #expect(LuaIndentation.after(text).next == 0, "\(text)")
    }
  }

  @Test("a line inside a long string is left as it is")
  func longString() {
    #expect(LuaIndentation.after("do\n  x = [[\n  end") == .init(line: nil, next: 0))
  }

  @Test(
    "a line that begins by closing goes back to where its block began",
    arguments: [
      ("do\n  x()\n  end", 0, 0), ("map(s, function(x)\n  f(x)\n  end)", 0, 0), ("t = {\n  1,\n  }", 0, 0),
      ("if a then\n  b()\n  else", 0, 2), ("do\n  if a then\n    b()\n    end", 2, 2),
      ("repeat\n  x()\n  until y", 0, 0),
    ])
  func closing(text: String, line: Int, next: Int) {
    #expect(LuaIndentation.after(text) == .init(line: line, next: next))
  }

  @Test("a line that closes at its end keeps its place")
  func closingLate() {
    #expect(LuaIndentation.after("do\n  f() end") == .init(line: nil, next: 0))
  }
}
