// Where the battles of a call come from: its list, or all that are stored.

internal import LoopKit
internal import LuaKit
internal import SparEngine

extension RatingMaterial {
  /// The battles that the parameter at `index` names, or all of the project where it names none.
  @Host static func read(
    _ call: VerbCall, at index: Int, _ request: RatingRequest? = nil, _ host: ScriptHost
  ) async throws -> RatingMaterial {
    guard call.values[index].isNil else { return try listed(call, at: index, request, host) }
    let stream = try BattleStream(
      host.engine.store, by: request?.grouping, isStyled: request?.isStyled == true,
      rules: request?.rules ?? host.engine.storedRules())
    return try await OffLoop.run {
      var material = RatingMaterial(request)
      try stream.forEach { try material.add($0) }
      return material
    }
  }

  @Host private static func listed(
    _ call: VerbCall, at index: Int, _ request: RatingRequest?, _ host: ScriptHost
  ) throws -> RatingMaterial {
    let list = ListedBattles(
      call: call, index: index, host: host, grouping: request?.grouping, isStyled: request?.isStyled == true,
      rules: request?.rules)
    var material = RatingMaterial(request)
    for reading in try list.readings() { try material.add(reading) }
    return material
  }
}
