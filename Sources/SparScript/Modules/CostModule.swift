// cost: what calls have cost

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStore

enum CostModule: Module {
  static let topic = Topic.money

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "cost", "What all stored calls have cost, this run's among them; simulated ones have lines of their own.",
        options: [
          .init("by", "string", "a line for each `run`, `stage` or `model`", default: "model"),
          .init("run", "integer", "only the calls of this run, by its number", default: "all"),
        ],
        returns: [.init("cost_line[]")],
        example: "for _, line in ipairs(cost{by = \"stage\"}) do print(line.name, line.calls, line.usd) end",
        .immediate { call in
          let group = try call.word("by", CostGroup.self) ?? .model
          let run = try call.integer("run").map { RecordID(.run, Int64($0)) }
          let lines = try host.engine.store.read { try $0.costs(by: group, run: run) }
          return [.list(lines.map(CostLine.shape.table))]
        })
    ]
  }
}

extension CostLine {
  static let shape = ValueShape<CostLine>(
    "cost_line", "What the calls of one run, stage or model have cost, as `cost` returns it.", hasKind: false,
    [
      .init("name", "string?", "the run's id, the stage or the model; nothing for calls outside any run") {
        LuaValue($0.name)
      },
      .init("simulated", "boolean", "whether the models were simulated, which cost nothing") { .bool($0.isSimulated) },
      .init("calls", "integer", "calls made") { LuaValue($0.calls) },
      .init("failed", "integer", "those of them that gave nothing of use") { LuaValue($0.failed) },
      .init("input_tokens", "integer", "tokens in") { LuaValue($0.inputTokens) },
      .init("output_tokens", "integer", "tokens out") { LuaValue($0.outputTokens) },
      .init("estimated", "boolean", "whether some of the tokens are an estimate of ours") { .bool($0.hasEstimates) },
      .init("usd", "number", "dollars, of the calls whose price is known") { .number(Double($0.costMicroUSD) / 1e6) },
      .init("unpriced", "integer", "calls whose price is not known: with any, the cost is more than `usd`") {
        LuaValue($0.unpriced)
      },
    ])
}
