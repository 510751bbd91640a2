// seeds.load

internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparEngine

enum SeedsModule: Module {
  static let topic = Topic.seeds

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "seeds.load",
        "Takes in raw documents: text, Markdown, HTML, source code and JSONL, compressed with gzip or not.",
        parameters: [
          .init("path", "string|string[]", "a file, a folder with all below it, a pattern (`docs/*.md`), or a list")
        ],
        options: [
          .init("size", "integer", "characters per seed at most, cut at borders of paragraphs", default: "4000"),
          .init("overlap", "integer", "characters at most that a seed repeats of the one before", default: "0"),
          .init("field", "string", "the field of a JSONL row that holds the text", default: "text, content or body"),
        ],
        returns: [
          .init("seed[]", "without exact duplicates; the list's field `report` is a `seed_report` of what was left out")
        ],
        example: "s = seeds.load(\"corpus/\", {size = 2000})\nprint(s.report.summary)",
        .waiting { call in
          var options = SeedOptions()
          options.size = try call.integer("size") ?? options.size
          options.overlap = try call.integer("overlap", from: 0) ?? options.overlap
          options.field = try call.string("field")
          let (seeds, report) = try await host.engine.loadSeeds(try call.names(at: 0), options: options)
          let fields = [("report", SeedReport.shape.table(report))]
          return [.table(LuaTable(items: seeds.map(\.lua), fields: fields, kind: "list"))]
        })
    ]
  }
}
