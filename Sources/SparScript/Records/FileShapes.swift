// The tables of what was read and what was written: the report of seeds, datasets.

internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparStore

extension SeedReport {
  static let shape = ValueShape<SeedReport>(
    "seed_report", "What `seeds.load` read and what it did not: the field `report` of its list.", hasKind: false,
    [
      .init("files", "integer", "files that gave at least one document") { LuaValue($0.files) },
      .init("seeds", "integer", "seeds of the list") { LuaValue($0.seeds) },
      .init("new", "integer", "those of them that were not stored before") { LuaValue($0.seeds - $0.known) },
      .init("known", "integer", "those of them that were") { LuaValue($0.known) },
      .init("duplicates", "integer", "seeds dropped because the same one had been read before") {
        LuaValue($0.duplicates)
      },
      .init("converted", "integer", "files that were not UTF-8 and were converted") { LuaValue($0.convertedFiles) },
      .init("replaced", "integer", "characters that could not be read and stand as U+FFFD") {
        LuaValue($0.replacedCharacters)
      },
      .init("bad_rows", "integer", "JSONL rows left out") { LuaValue($0.badRowCount) },
      .init("skipped", "table<string, integer>", "files skipped, counted by reason") {
        .table(LuaTable(fields: $0.skippedCounts.map { ($0.reason.rawValue, LuaValue($0.count)) }))
      },
      .init(
        "skipped_files", "table[]",
        "the first 1,000 of them, each with `path`, `reason` and, where more is known, `detail`"
      ) {
        .table(LuaTable(items: $0.skipped.prefix(1000).map(\.lua)))
      },
      .init("summary", "string", "all of it in one line") { .string($0.summary) },
    ])
}

extension SeedReport.SkippedFile {
  fileprivate var lua: LuaValue {
    var fields: [(String, LuaValue)] = [("path", .string(path)), ("reason", .string(reason.rawValue))]
    if !detail.isEmpty { fields.append(("detail", .string(detail))) }
    return .table(LuaTable(fields: fields))
  }
}

/// A dataset as scripts see it: the record, and what the export came to.
struct ShownDataset: Sendable {
  let dataset: Stored<Dataset>
  let report: DatasetReport

  static let shape = ValueShape<ShownDataset>(
    "dataset", "An exported selection; its rows keep their lineage.",
    [
      .init("id", "string", "names the record in this project: `d3`") { LuaValue($0.dataset.id) },
      .init("key", "string", "names it in every project: a digest of what it was made from and says") {
        .string($0.dataset.key.description)
      },
      .init("path", "string", "the file") { .string($0.report.path) },
      .init("card", "string", "the page beside it that says what is in it") { .string($0.report.cardPath) },
      .init("format", "string", "`sft` or `dpo`") { .string($0.report.format) },
      .init("rows", "integer", "rows written") { LuaValue($0.report.rows) },
      .init("refused", "integer", "rows that could not be written") { LuaValue($0.report.refusedCount) },
      .init("reasons", "table<string, integer>", "why, counted by reason") {
        .table(LuaTable(fields: $0.report.refusals.map { ($0.reason.rawValue, LuaValue($0.count)) }))
      },
    ])
}
