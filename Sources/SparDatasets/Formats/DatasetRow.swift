// What an export is made of: one instruction with its answers, two at most, and where they came from.

package import SparCore

/// A row before a format has shaped it.
package struct DatasetRow: Sendable, Equatable {
  /// What a model is asked: system and user turns, and earlier assistant turns of a conversation.
  package var prompt: [ChatMessage]
  /// The answer to learn: a battle's winner. Formats of instructions alone need none.
  package var chosen: DatasetAnswer?
  /// The answer to avoid: a battle's loser. Preference formats need it.
  package var rejected: DatasetAnswer?
  /// By which score the chosen answer won.
  package var scoreGap: Double?
  /// Field → short key of the record (`ContentKey.short`), never a row id: the bytes of an export must not depend on
  /// the numbering of a database.
  package var lineage: [String: String]
  package var skill: String?
  package var type: String?
  package var answerability: String?
  /// Simulated models that had a part in the prompt: its authors and editors.
  package var simulatedAuthors: Set<String>
  /// Whether the answer to avoid was given in another conversation than the prompt's: no pair can be made of such two.
  package var isOfTwoDialogues = false

  package init(
    prompt: [ChatMessage], chosen: DatasetAnswer?, rejected: DatasetAnswer? = nil, scoreGap: Double? = nil,
    lineage: [String: String] = [:], simulatedAuthors: Set<String> = []
  ) {
    self.prompt = prompt
    self.chosen = chosen
    self.rejected = rejected
    self.scoreGap = scoreGap
    self.lineage = lineage
    self.simulatedAuthors = simulatedAuthors
  }

  /// A single user turn.
  package init(
    prompt: String, chosen: DatasetAnswer?, rejected: DatasetAnswer? = nil, scoreGap: Double? = nil,
    lineage: [String: String] = [:], simulatedAuthors: Set<String> = []
  ) {
    self.init(
      prompt: [ChatMessage(.user, prompt)], chosen: chosen, rejected: rejected, scoreGap: scoreGap, lineage: lineage,
      simulatedAuthors: simulatedAuthors)
  }
}

/// A response as a dataset keeps it.
package struct DatasetAnswer: Sendable, Equatable {
  package var text: String
  package var model: String
  /// The judge's, 1 to 10.
  package var score: Double?
  /// Whether the model is a simulated one, whatever its name.
  package var isSimulated: Bool

  package init(_ text: String, model: String, score: Double? = nil, isSimulated: Bool = false) {
    self.text = text
    self.model = model
    self.score = score
    self.isSimulated = isSimulated
  }
}
