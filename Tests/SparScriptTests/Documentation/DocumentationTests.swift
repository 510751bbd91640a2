// The help, the reference page and the types for editors, over the real registrations and over made-up ones.

import LoopKit
import LuaKit
import SparScript
import SparTesting
import Testing

@Suite("Documentation", .timeLimit(.minutes(5)))
@Host
struct DocumentationTests {
  private let rate = Verb(
    "arena.rate", "Rates `models`.",
    parameters: [
      .init("list", "battle[]", "the battles"), .init("by", "string|fun(): string", "a name", default: "all"),
    ],
    options: [.init("k", "number", "the step", default: "4"), .init("to", "string", "where to")],
    returns: [.init("rating[]", "best first"), .init("string?")], example: "arena.rate(b)", .immediate { _ in [] })

  private let shape = TableShape("rating", "A strength.", [("model", "string", "the `name`")])

  @Test("the page of a verb at the prompt")
  func helpPage() {
    #expect(
      HelpText.page(rate) == """
        arena.rate(list, [by], {k, to})

        Rates models.

          list  battle[]              the battles
          by    string|fun(): string  a name [all]

        Options:
          k   number  the step [4]
          to  string  where to

        Returns:
          rating[]  best first
          string?

            arena.rate(b)
        """)
  }

  @Test("help finds verbs, library tables and kinds of tables, also where they share a name")
  func helpNames() async throws {
    let lua = try await LuaTest()
    let verbs = withExtendedLifetime(lua) { lua.session.host.documented }
    #expect(HelpText.on("seeds", verbs)?.contains("seeds.load") == true)
    #expect(HelpText.on("verdict", verbs)?.contains("explanation") == true)
    let battle = try #require(HelpText.on("battle", verbs))
    #expect(
      battle.hasPrefix("battle(instruction, models, {judge, policy, agent, margin")
        && battle.contains("battle: The responses of"))
    #expect(HelpText.on("nosuch", verbs) == nil)
    #expect(HelpText.overview(verbs).contains("\n\nResponses, battles, ratings\n  respond "))
  }

  @Test("the reference has a chapter per topic and escapes what Markdown would read")
  func reference() {
    let page = ReferencePage.markdown([rate], shapes: [shape])
    #expect(
      page.contains(
        """
        ## The program

        ### `arena.rate(list, [by], [options])`

        Rates `models`.

        | parameter | type | |
        |---|---|---|
        | list | `battle[]` | the battles |
        | by | `string\\|fun(): string` | a name (default: all) |

        | option | type | |
        |---|---|---|
        | k | `number` | the step (default: 4) |
        | to | `string` | where to |

        Returns `rating[]`: best first; and `string?`.

        ```lua
        arena.rate(b)
        ```
        """))
    #expect(
      page.hasSuffix(
        "### rating\n\nA strength.\n\n| field | type | |\n|---|---|---|\n| model | `string` | the `name` |\n"))
  }

  @Test("the file for editors declares classes, library tables and functions")
  func meta() {
    #expect(
      MetaFile.lua([rate], shapes: [shape]) == """
        ---@meta
        -- Written by `spar docs` from the registrations: change those, not this file.

        ---A strength.
        ---@class rating
        ---@field model string the `name`

        arena = {}

        ---Rates `models`.
        --- - `k`: the step [4]
        --- - `to`: where to
        ---@param list battle[] the battles
        ---@param by? string|fun(): string a name
        ---@param options? {k?: number, to?: string}
        ---@return rating[] # best first
        ---@return string?
        function arena.rate(list, by, options) end

        """)
  }

  @Test("every function and table says what it is, and no name is there twice")
  func complete() async throws {
    let lua = try await LuaTest()
    let verbs = withExtendedLifetime(lua) { lua.session.host.documented }
    #expect(Set(verbs.map(\.name)).count == verbs.count && Set(ShapeList.all.map(\.name)).count == ShapeList.all.count)
    for verb in verbs {
      #expect(verb.about.hasSuffix("."), "\(verb.name)")
      for (name, type, about) in verb.parameters.map({ ($0.name, $0.type, $0.about) })
        + verb.options.map({ ($0.name, $0.type, $0.about) })
      {
        #expect(!type.isEmpty && !about.isEmpty && !about.hasSuffix("."), "\(verb.name): \(name)")
      }
    }
    for shape in ShapeList.all { #expect(shape.about.hasSuffix(".") && !shape.fields.isEmpty, "\(shape.name)") }
  }

  @Test("every type that is named is Lua's own or explained")
  func types() async throws {
    let lua = try await LuaTest()
    let verbs = withExtendedLifetime(lua) { lua.session.host.documented }
    let ofVerbs = verbs.flatMap { verb -> [String] in
      verb.parameters.map(\.type) + verb.options.map(\.type) + verb.returns.map(\.type)
    }
    let named = ofVerbs + ShapeList.all.flatMap { $0.fields.map(\.type) }
    let plain: Set<String> = [
      "string", "integer", "number", "boolean", "table", "any", "nil", "fun", "function", "self",
    ]
    let names = [
      "name", "role", "content", "item", "index", "request", "arguments", "n", "list", "fn", "text", "path", "pair",
    ]
    for type in named {
      for word in type.split(whereSeparator: { !$0.isLetter && $0 != "_" }).map(String.init) {
        #expect(plain.contains(word) || names.contains(word) || ShapeList.shape(named: word) != nil, "\(type)")
      }
    }
  }

  @Test("every example is Lua")
  func examples() async throws {
    let lua = try await LuaTest()
    let machine = lua.session.host.machine
    for verb in lua.session.host.documented where !verb.example.isEmpty {
      let asIs = machine.syntaxError(in: verb.example, name: "=example")
      #expect(asIs == nil || machine.syntaxError(in: "return " + verb.example, name: "=example") == nil, "\(verb.name)")
    }
    let meta = MetaFile.lua(lua.session.host.documented)
    #expect(machine.syntaxError(in: meta, name: "=meta") == nil)
  }

  @Test("every documented function is there, and everything there is documented")
  func registered() async throws {
    let lua = try await LuaTest()
    for verb in lua.session.host.documented {
      let callable = """
        local value = \(verb.name)
        local meta = type(value) == "table" and getmetatable(value)
        return type(value) == "function" or meta and meta.__call ~= nil
        """
      #expect(try await lua.run(callable) == "true", "\(verb.name)")
    }
    let known = Set(lua.session.host.documented.map(\.name))
    let tables = ["seeds", "taxonomy", "dataset", "models", "agents", "flow", "gates", "json", "spar"]
    for table in tables {
      let members = try await lua.run(
        "local t = {} for name in pairs(\(table)) do t[#t + 1] = name end return table.concat(t, ' ')")
      for member in members.split(separator: " ") {
        let name = "\(table).\(member)"
        #expect(known.contains(name) || known.contains { $0.hasPrefix(name + ".") }, "\(name)")
      }
    }
  }
}
