// A statement of a text: where it stands, its words, and who says it.

/// A sentence, or a line of code.
struct SourceStatement: Sendable {
  /// Its bytes, without bullet, number or speaker.
  let range: Range<Int>
  /// Its words, as indices into the text's words.
  let words: Range<Int>
  /// The speaker's name, where the line begins with one.
  let label: Range<Int>?
  /// In code: a comment or a definition, which say more than other lines.
  let isLeading: Bool
}
