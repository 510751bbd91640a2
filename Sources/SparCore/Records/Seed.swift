// A seed: a raw document, or a piece of one, taken in.

package struct Seed: Record {
  package static let kind = RecordKind.seed

  /// `text` or `code`; readers may bring further kinds.
  package var type: String
  package var text: String
  /// Where it came from, as the user would name it: a path, or `path:line` for a row of a JSONL file.
  package var origin: String
  /// The programming language of a `code` seed: `swift`, `python`.
  package var language: String?
  package var title: String?
  /// Which piece of its document this is, from 0.
  package var chunk: Int

  package init(
    type: String, text: String, origin: String, language: String? = nil, title: String? = nil, chunk: Int = 0
  ) {
    self.type = type
    self.text = text
    self.origin = origin
    self.language = language
    self.title = title
    self.chunk = chunk
  }
}
