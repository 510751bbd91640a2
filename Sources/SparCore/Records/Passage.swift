// A passage: a seed after a content transformation, or an earlier passage after an edit.

package struct Passage: Record {
  package static let kind = RecordKind.passage

  package var seed: RecordID
  /// The passage that an edit changed, and the suggestion it followed.
  package var parent: RecordID?
  package var suggestion: RecordID?
  /// The agent that wrote it: `debate`, `poem`; `identity` for the seed's own text.
  package var transformation: String
  package var text: String

  package init(
    seed: RecordID, parent: RecordID? = nil, suggestion: RecordID? = nil, transformation: String, text: String
  ) {
    self.seed = seed
    self.parent = parent
    self.suggestion = suggestion
    self.transformation = transformation
    self.text = text
  }
}
