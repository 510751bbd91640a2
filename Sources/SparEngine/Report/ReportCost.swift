// What the calls cost.

internal import SparCore
package import SparStore

package struct ReportCost: Sendable {
  package var byStage: [CostLine]
  package var byModel: [CostLine]

  var json: JSON {
    let absent = byModel.isEmpty ? ReportAbsence("No model was called.") : nil
    return [
      "unit": "millionths of a US dollar", "by_stage": .array(byStage.map(\.json)),
      "by_model": .array(byModel.map(\.json)), "absent": JSON(absent: absent),
    ]
  }
}

extension CostLine {
  fileprivate var json: JSON {
    [
      "name": JSON(name), "simulated": .bool(isSimulated), "calls": JSON(calls), "failed": JSON(failed),
      "attempts": JSON(attempts), "input_tokens": JSON(inputTokens), "output_tokens": JSON(outputTokens),
      "estimated": .bool(hasEstimates), "cost_microusd": .int(costMicroUSD), "unpriced": JSON(unpriced),
    ]
  }
}
