// All contenders on instructions of every type over several passages, judged in both seat orders: computed once.

import SparCore
import SparModels

struct Tournament {
  struct Game {
    let type: String
    let goal: String
    /// Mean of both seat orders, per contender pair `(weaker, stronger)`.
    let scores: [(weaker: Int, stronger: Int, weakScore: Double, strongScore: Double)]
  }

  let games: [Game]

  static let shared: Tournament? = try? Tournament()

  private init() throws {
    var games: [Game] = []
    for passage in [Passages.lighthouse, Passages.sourdough, Passages.code] {
      for type in Passages.types.dropLast() {
        let instruction = try PoolDriver.instructions(passage, type: type)[0]
        for goal in ["", "harder", "easier"] {
          let text = goal.isEmpty ? instruction : try PoolDriver.edit(goal, instruction, passage).instruction
          games.append(try Self.game(text, passage, type, goal))
        }
      }
    }
    self.games = games
  }

  private static func game(_ instruction: String, _ passage: String, _ type: String, _ goal: String) throws -> Game {
    let inputs: [String: JSON] = [
      "type": .string(type), "answerability": "answerable", "goal": .string(goal), "round": goal.isEmpty ? 0 : 1,
    ]
    let texts = try SimulatedModel.contenders.map { try PoolDriver.response($0, instruction, passage, inputs) }
    var scores: [(weaker: Int, stronger: Int, weakScore: Double, strongScore: Double)] = []
    for weaker in texts.indices {
      for stronger in texts.indices where stronger > weaker {
        let ab = try PoolDriver.scores("judge", instruction, passage, texts[weaker], texts[stronger])
        let ba = try PoolDriver.scores("judge", instruction, passage, texts[stronger], texts[weaker])
        scores.append((weaker, stronger, (ab.first + ba.second) / 2, (ab.second + ba.first) / 2))
      }
    }
    return Game(type: type, goal: goal, scores: scores)
  }

  /// Share of won battles of the weaker, ties half.
  func weakerShare(_ weaker: Int, _ stronger: Int) -> Double {
    let played = games.flatMap(\.scores).filter { $0.weaker == weaker && $0.stronger == stronger }
    let won = played.reduce(0) { $0 + ($1.weakScore > $1.strongScore ? 1 : $1.weakScore < $1.strongScore ? 0 : 0.5) }
    return won / Double(played.count)
  }

  /// Mean score of one contender, over all games or those of one goal.
  func meanScore(_ contender: Int, goal: String? = nil) -> Double {
    let scores = games.filter { goal == nil || $0.goal == goal }.flatMap(\.scores).compactMap {
      $0.weaker == contender ? $0.weakScore : $0.stronger == contender ? $0.strongScore : nil
    }
    return scores.reduce(0, +) / Double(scores.count)
  }

  /// Share of won battles of one contender by type, ties half.
  func shareByType(_ contender: Int) -> [String: Double] {
    Dictionary(grouping: games, by: \.type).mapValues { games in
      let shares = games.flatMap(\.scores).compactMap { score -> Double? in
        let gap = score.weakScore - score.strongScore
        guard score.weaker == contender || score.stronger == contender else { return nil }
        return gap == 0 ? 0.5 : (gap > 0) == (score.weaker == contender) ? 1 : 0
      }
      return shares.reduce(0, +) / Double(shares.count)
    }
  }
}
