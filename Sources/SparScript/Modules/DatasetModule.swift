// dataset.export

internal import SparDatasets
internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum DatasetModule: Module {
  static let topic = Topic.datasets

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "dataset.export",
        "Writes rows as JSONL for a trainer, with a card beside it; equal rows give equal bytes.",
        parameters: [
          .init(
            "rows", "row[]|instruction[]",
            "what goes into the file, in this order; instructions alone for `prompt`")
        ],
        options: [
          .init(
            "format", "string", "`sft` (messages), `dpo` (prompt, chosen, rejected) or `prompt` (no answers)",
            default: "sft"),
          .init("path", "string", "the file, whose folder is made", default: "out/FORMAT.jsonl"),
          .init(
            "leaking", "string",
            "what becomes of rows that leak an item of a test set: `stop` writes nothing and lists them, `drop` leaves them out",
            default: "stop"),
        ],
        returns: [.init("dataset")],
        example: "dataset.export(rows, {format = \"dpo\", path = \"out/dpo.jsonl\"})",
        .waiting { call in
          guard let items = call.values[0].list else { throw call.wrong(0, "a list of rows") }
          let format = try call.string("format") ?? "sft"
          let rows = try items.enumerated().map { try row($0.element, at: $0.offset + 1, call) }
          let path = try call.string("path") ?? "out/\(format).jsonl"
          let (dataset, report) = try await host.engine.export(
            rows, format: format, path: path, leaking: try call.word("leaking", LeakPolicy.self) ?? .stop)
          return [ShownDataset.shape.table(ShownDataset(dataset: dataset, report: report))]
        })
    ]
  }

  private static func row(_ value: LuaValue, at index: Int, _ call: VerbCall) throws -> SelectedRow {
    guard let table = value.table else { throw refused(index, "is no table") }
    if let alone = (table["id"]?.string).flatMap({ RecordID($0) }), alone.kind == .instruction {
      return SelectedRow(instruction: alone)
    }
    guard let instruction = try id(table, ["instruction"], .instruction, index),
      let chosen = try id(table, ["chosen", "response"], .response, index)
    else { throw refused(index, "needs an instruction and a response (or chosen)") }
    return SelectedRow(
      instruction: instruction, chosen: chosen, rejected: try id(table, ["rejected"], .response, index),
      battle: try id(table, ["battle"], .battle, index), verdicts: try verdicts(table["battle"], index))
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

  /// The verdicts that a battle came with; `nil` where it is only named.
  private static func verdicts(_ battle: LuaValue?, _ index: Int) throws -> [RecordID]? {
    guard let verdicts = battle?.table?["verdicts"]?.list else { return nil }
    return try verdicts.map { verdict in
      guard let id = (verdict.table?["id"]?.string).flatMap({ RecordID($0) }), id.kind == .verdict else {
        throw refused(index, "has a battle with something else than verdicts")
      }
      return id
    }
  }

  private static func refused(_ index: Int, _ why: String) -> ScriptError {
    ScriptError(.argument, "dataset.export: row \(index) \(why).")
  }
}
