// What makes a model of `spar.toml` a reward model: how it is asked for a score.

/// `score` and `class` of a `[models.NAME]` table.
package struct RewardSettings: Sendable, Equatable {
  /// How a server hands out scores; the first three are vLLM's.
  package enum API: String, Sendable, CaseIterable {
    /// `/score`: two texts, one number. Cross-encoders.
    case score
    /// `/classify`: a conversation, the probability of each class.
    case classify
    /// `/pooling`: a conversation, the number of its last token.
    case pooling
    /// A chat model that is asked for a number from 1 to 10.
    case chat
  }

  package var api: API
  /// Whose probability is the score, from 0, where a classifier knows several classes.
  package var classIndex: Int?

  package init(_ api: API, classIndex: Int? = nil) {
    self.api = api
    self.classIndex = classIndex
  }
}

extension RewardSettings {
  /// `nil` where the table has no `score`.
  init?(_ table: ConfigurationTable) throws(ModelError) {
    let classIndex = try table.integer("class", from: 0)
    guard let word = try table.text("score") else {
      guard classIndex == nil else { throw table.wrong("class", "belongs to score = \"classify\"") }
      return nil
    }
    guard let api = API(rawValue: word) else {
      let known = API.allCases.map(\.rawValue).joined(separator: ", ")
      throw table.wrong("score", "is \"\(word)\", which is none of \(known)")
    }
    self.init(api, classIndex: classIndex)
  }
}
