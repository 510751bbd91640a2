// seeds.load, seeds.text, seeds.all, seeds.count; seeds.reader stands in SeedsModule+Reader.swift

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparEngine
internal import SparStore

enum SeedsModule: Module {
  static let topic = Topic.seeds

  static func verbs(of host: ScriptHost) -> [Verb] {
    [load(host), text(host), all(host), count(host), reader(host), page(host)]
  }

  private static func load(_ host: ScriptHost) -> Verb {
    Verb(
      "seeds.load",
      """
      Takes in raw documents: text, Markdown, HTML, PDF, manual pages, source code, API descriptions, JSON and CSV, compressed or \
      not. What is stored already is not stored again.
      """,
      parameters: [
        .init(
          "path", "string|string[]",
          "a file, a folder with all below it, a pattern (`docs/*.md`), `-` for standard input, or a list")
      ],
      options: [
        .init("size", "integer", "characters per seed at most, cut at borders of paragraphs", default: "4000"),
        .init("overlap", "integer", "characters at most that a seed repeats of the one before", default: "0"),
        .init(
          "field", "string", "the field of a JSON row, or the column of a table, that holds the text",
          default: "text, content or body"),
      ],
      returns: [
        .init("seed_list", "in the order of reading, each seed once; its field `report` says what was left out")
      ],
      example: "s = seeds.load(\"corpus/\", {size = 2000})\nprint(s.report.summary)",
      .waiting { call in
        var options = SeedOptions()
        options.size = try call.integer("size") ?? options.size
        options.overlap = try call.integer("overlap", from: 0) ?? options.overlap
        options.field = try call.string("field")
        let (seeds, report) = try await host.engine.loadSeeds(try call.names(at: 0), options: options)
        return [SeedList(seeds: seeds, fields: [("report", SeedReport.shape.table(report))]).lua]
      })
  }

  private static func text(_ host: ScriptHost) -> Verb {
    Verb(
      "seeds.text", "Takes in a text that the script brings along, uncut.",
      options: [
        .init("text", "string", "the text itself"),
        .init("type", "string", "`text`, `code` … or a type of your own", default: "text"),
        .init("language", "string", "the programming language of code", default: "none"),
        .init("title", "string", "its title", default: "none"),
        .init("licence", "string", "the licence it stands under", default: "none"),
        .init("origin", "string", "where it comes from", default: "script"),
      ],
      returns: [.init("seed")],
      example: "s = seeds.text{text = \"Boil the lentils.\", type = \"recipe\", title = \"Dal\"}",
      .waiting { call in
        guard let text = try call.string("text"), !text.isEmpty else {
          throw ScriptError(.argument, "seeds.text needs text: what the seed says.", hint: call.verb.signature)
        }
        let seed = Seed(
          type: try call.string("type") ?? "text", text: text, origin: try call.string("origin") ?? "script",
          language: try call.string("language"), title: try call.string("title"), licence: try call.string("licence"))
        return [try await host.engine.seed(seed).lua]
      })
  }

  // MARK: What is stored

  private static let filters: [Verb.Option] = [
    .init("type", "string", "only seeds of this type", default: "any"),
    .init("language", "string", "only code in this language", default: "any"),
    .init("origin", "string", "only what comes from this file or folder, or matches this pattern", default: "any"),
  ]

  private static func all(_ host: ScriptHost) -> Verb {
    Verb(
      "seeds.all", "The seeds that are stored, in the order in which they were.",
      options: filters + [.init("limit", "integer", "at most so many", default: "all")],
      returns: [.init("seed_list")],
      example: "for seed in seeds.all{type = \"code\", language = \"python\"}:each() do print(seed.origin) end",
      .waiting { call in
        let found = try await host.engine.storedSeeds(try filter(call), limit: try call.integer("limit"))
        return [SeedList(seeds: found).lua]
      })
  }

  private static func count(_ host: ScriptHost) -> Verb {
    Verb(
      "seeds.count", "How many seeds are stored.", options: filters, returns: [.init("integer")],
      example: "seeds.count{type = \"code\"}",
      .waiting { call in [LuaValue(try await host.engine.countSeeds(try filter(call)))] })
  }

  private static func filter(_ call: VerbCall) throws -> SeedFilter {
    SeedFilter(
      type: try call.string("type"), language: try call.string("language"), origin: try call.string("origin"))
  }

  /// What stdlib-lua/spar/seed_list.lua reads a list by.
  private static func page(_ host: ScriptHost) -> Verb {
    Verb(
      "host.seeds", "Stored seeds from a row on.",
      parameters: [.init("first", "integer", "a row number"), .init("count", "integer", "how many")],
      returns: [.init("seed[]")],
      .immediate { call in
        guard let first = call.values[0].integer, let count = call.values[1].integer else {
          throw call.wrong(0, "a row number")
        }
        let query = RecordQuery(after: RecordID(.seed, Int64(first) - 1), limit: count)
        let seeds = try host.engine.store.read { try $0.records(Seed.self, query) }
        return [.table(LuaTable(items: seeds.map(\.lua)))]
      })
  }
}
