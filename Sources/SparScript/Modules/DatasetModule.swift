// dataset.export

internal import SparDatasets
internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum DatasetModule: Module {
  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "dataset.export", "Writes rows as JSONL for a trainer, with a card beside it; equal rows give equal bytes.",
        parameters: [
          .init(
            "rows", "table[]",
            "sft: {instruction, response}; dpo: {instruction, chosen, rejected}; battle and gap go along")
        ],
        options: [
          .init("format", "string", "sft (messages) or dpo (prompt, chosen, rejected); sft"),
          .init("path", "string", "the file; its folder is made"),
        ],
        returns: "a dataset {id, path, format, rows, refused}",
        example: "dataset.export(rows, {format = \"dpo\", path = \"out/dpo.jsonl\"})",
        .waiting { call in
          guard let items = call.values[0].list else { throw call.wrong(0, "a list of rows") }
          let format = try call.string("format") ?? "sft"
          let rows = try items.enumerated().map { try row($0.element, at: $0.offset + 1, call) }
          let path = try call.string("path") ?? "out/\(format).jsonl"
          let (dataset, report) = try await host.engine.export(rows, format: format, path: path)
          return [
            .table(
              LuaTable(
                fields: dataset.identity + [
                  ("path", .string(path)), ("card", .string(report.cardPath)), ("format", .string(format)),
                  ("rows", LuaValue(report.rows)), ("refused", LuaValue(report.refusedCount)),
                ], kind: "dataset"))
          ]
        })
    ]
  }

  private static func row(_ value: LuaValue, at index: Int, _ call: VerbCall) throws -> SelectedRow {
    guard let table = value.table else { throw refused(index, "is no table") }
    guard let instruction = try id(table, ["instruction"], .instruction, index),
      let chosen = try id(table, ["chosen", "response"], .response, index)
    else { throw refused(index, "needs an instruction and a response (or chosen)") }
    return SelectedRow(
      instruction: instruction, chosen: chosen, rejected: try id(table, ["rejected"], .response, index),
      battle: try id(table, ["battle"], .battle, index), gap: table["gap"]?.double)
  }

  /// The id in the first of the fields that is set.
  private static func id(
    _ table: LuaTable, _ names: [String], _ kind: RecordKind, _ index: Int
  ) throws -> RecordID? {
    guard let value = names.lazy.compactMap({ table[$0] }).first(where: { !$0.isNil }) else { return nil }
    guard let id = (value.table?["id"]?.string ?? value.string).flatMap({ RecordID($0) }), id.kind == kind else {
      throw refused(index, "has no \(kind.rawValue) in \(names[0])")
    }
    return id
  }

  private static func refused(_ index: Int, _ why: String) -> ScriptError {
    ScriptError(.argument, "dataset.export: row \(index) \(why).")
  }
}
