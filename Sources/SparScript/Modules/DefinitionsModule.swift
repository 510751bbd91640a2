// definitions: what scripts have registered, as it was; host.define stores what Lua's own modules register

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum DefinitionsModule: Module {
  static let topic = Topic.lineage

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "definitions", "What scripts have registered at run time, as it was then, oldest first.",
        options: [
          .init("kind", "string", "`reader`, `agent`, `flow`", default: "all"),
          .init("name", "string", "one name", default: "all"),
        ],
        returns: [.init("definition[]")],
        example: "print(definitions{kind = \"reader\"}[1].text)",
        .immediate { call in
          let (kind, name) = (try call.string("kind"), try call.string("name"))
          let found = try host.engine.store.read { try $0.definitions(kind: kind, name: name) }
          return [.list(found.map(StoredDefinition.shape.table))]
        }),
      define(host),
    ]
  }

  private static func define(_ host: ScriptHost) -> Verb {
    Verb(
      "host.define", "Stores a definition; the same one again changes nothing.",
      parameters: [
        .init("kind", "string", "`flow`"), .init("name", "string", "its name"), .init("text", "string", "its source"),
        .init("about", "string", "what it is for", default: "nothing"),
      ],
      .waiting { call in
        guard let kind = try call.text(at: 0), let name = try call.text(at: 1), let text = try call.text(at: 2) else {
          throw call.wrong(0, "a kind, with a name and a text")
        }
        _ = try await host.engine.define(
          Definition(kind: kind, name: name, text: text, about: try call.text(at: 3)))
        return []
      })
  }
}

extension StoredDefinition {
  static let shape = ValueShape<StoredDefinition>(
    "definition", "Something that a script registered at run time, kept as it was.", hasKind: false,
    [
      .init("kind", "string", "`reader`, `agent`, `flow`") { .string($0.definition.kind) },
      .init("name", "string", "the name it was given") { .string($0.definition.name) },
      .init("hash", "string", "a digest of the text; a seed's `reader` is one") {
        .string($0.definition.hash.description)
      },
      .init("text", "string", "its source") { .string($0.definition.text) },
      .init("about", "string?", "what it is for") { LuaValue($0.definition.about) },
      .init("run", "string?", "the run that brought it first") { LuaValue($0.run) },
      .init("created_at", "string", "UTC") { .string($0.createdAt) },
    ])
}
