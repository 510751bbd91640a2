// elo, matrix

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparStats

enum EloModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] { [elo(host), matrix(host)] }

  static let battles = Verb.Parameter(
    "battles", "battle[]",
    "judged battles, or tables with `model_a`, `model_b` and `outcome` (`a`, `b`, `tie` or a number from 0 to 1)",
    default: "all of the project")

  private static func elo(_ host: ScriptHost) -> Verb {
    Verb(
      "elo", "Rates models by their battles: Bradley–Terry with sandwich intervals, or online Elo.",
      parameters: [battles], options: RatingRequest.options,
      returns: [.init("leaderboard|rating_group[]", "with `by` a list, the group with most battles first")],
      example: """
        elo()
        elo{by = "category"}
        elo{control = {"length", "style"}, ties = "davidson"}
        elo(battles, {method = "elo", k = 4})
        elo({{model_a = "x", model_b = "y", outcome = "a"}}, {ridge = 0.01})
        """,
      .waiting { call in
        let request = try RatingRequest(call, host)
        let material = try await RatingMaterial.read(call, at: 0, request, host)
        if request.grouping != nil { return [try await groups(material, host)] }
        let group = material.all
        let table = try await OffLoop.run { try material.table(of: group) }
        return [leaderboard(table, group.excluded, host).lua]
      })
  }

  private static func matrix(_ host: ScriptHost) -> Verb {
    Verb(
      "matrix", "Who beats whom how often: win rates for every ordered pair of models, a tie as half a win.",
      parameters: [battles],
      options: [
        .init("by", "string", "a matrix for each `category`, prompt `syntax` or `judge`", default: "one for all")
      ] + Verb.Option.storedVerdicts,
      returns: [.init("win_matrix|matrix_group[]", "with `by` a list, the group with most battles first")],
      example: "print(matrix().rate.target.rival)\nmatrix{by = \"syntax\"}",
      .waiting { call in
        let request = try RatingRequest(counting: call, host)
        let material = try await RatingMaterial.read(call, at: 0, request, host)
        guard request.grouping != nil else { return [ShownMatrix.shape.table(try WinMatrix(material.all.tally))] }
        return [
          .list(
            try material.ranked.filter { !$0.group.tally.isEmpty }.map { name, group in
              MatrixGroup.shape.table(MatrixGroup(name: name, matrix: try WinMatrix(group.tally)))
            })
        ]
      })
  }

  /// What cannot be rated keeps its reason: one group must not lose the others.
  @Host private static func groups(_ material: RatingMaterial, _ host: ScriptHost) async throws -> LuaValue {
    let fitted = try await OffLoop.run {
      material.ranked.map { name, group in (name, group.excluded, Result { try material.table(of: group) }) }
    }
    guard !fitted.isEmpty else { throw StatsError.noBattles }
    return .list(
      fitted.map { name, excluded, result in
        let ratings = try? leaderboard(result.get(), excluded, host)
        let group = RatingGroup(name: name, ratings: ratings, reason: reason(result), excluded: excluded)
        return RatingGroup.shape.table(group)
      })
  }

  private static func reason(_ result: Result<RatingTable, any Error>) -> String? {
    guard case .failure(let error) = result else { return nil }
    return (error as? any SparError)?.message ?? "\(error)"
  }

  @Host private static func leaderboard(
    _ table: RatingTable, _ excluded: [String: Int], _ host: ScriptHost
  ) -> Leaderboard {
    let ratings = table.ratings.map { ShownRating(rating: $0, isSimulated: host.engine.isSimulated($0.model)) }
    return Leaderboard(table: table, ratings: ratings, excluded: excluded)
  }
}
