// seeds.load

internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparEngine

enum SeedsModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "seeds.load", "Takes in raw documents: text, Markdown, HTML, source code, JSONL; files, folders, patterns.",
        parameters: [.init("path", "string|string[]", "a file, a folder, a pattern, or a list of them")],
        options: [
          .init("size", "integer", "characters per seed at most; 4000"),
          .init("overlap", "integer", "characters that neighbouring seeds share; 0"),
          .init("field", "string", "the field of a JSONL row that holds the text; text, content or body"),
        ],
        returns: "a list of seeds; its `report` counts files, duplicates dropped and files skipped by reason",
        example: "s = seeds.load(\"corpus/\", {size = 2000})",
        .waiting { call in
          var options = SeedOptions()
          options.size = try call.integer("size") ?? options.size
          options.overlap = try call.integer("overlap", from: 0) ?? options.overlap
          options.field = try call.string("field")
          let (seeds, report) = try await host.engine.loadSeeds(try call.names(at: 0), options: options)
          return [.table(LuaTable(items: seeds.map(\.lua), fields: [("report", report.lua)], kind: "list"))]
        })
    ]
  }
}

extension SeedReport {
  fileprivate var lua: LuaValue {
    let reasons = skippedCounts.map { ($0.reason.rawValue, LuaValue($0.count)) }
    return .table(
      LuaTable(fields: [
        ("files", LuaValue(files)), ("seeds", LuaValue(seeds)), ("duplicates", LuaValue(duplicates)),
        ("replaced", LuaValue(replacedCharacters)), ("converted", LuaValue(convertedFiles)),
        ("bad_rows", LuaValue(badRowCount)), ("skipped", .table(LuaTable(fields: reasons))),
        ("summary", .string(summary)),
      ]))
  }
}
