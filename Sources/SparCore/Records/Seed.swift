// A seed: a raw document, or a piece of one, taken in.

package struct Seed: Record {
  package static let kind = RecordKind.seed

  /// `text`, `code`, `api` or `table`; readers of the user's own bring further types.
  package var type: String
  package var text: String
  /// Where it came from, as the user would name it: a path, or `path:line` for a row of a JSONL file.
  package var origin: String
  /// The programming language of a `code` seed: `swift`, `python`.
  package var language: String?
  /// The title of its document, with the headings that lead to it: `Manual › Lamps › Oil`.
  package var title: String?
  /// Which piece of its document this is, from 0.
  package var chunk: Int
  /// As the document names it: `MIT`, `CC-BY-4.0`, a sentence.
  package var licence: String?
  /// The hash of the whole document's text, after decoding.
  package var document: ContentKey?
  /// Where its text lies in the document's, in bytes of UTF-8: from `start` to before `end`.
  package var start: Int?
  package var end: Int?
  /// The hash of the definition of a user's own reader that read it; `nil` for the readers that Spar has.
  package var reader: ContentKey?

  package init(
    type: String, text: String, origin: String, language: String? = nil, title: String? = nil, chunk: Int = 0,
    licence: String? = nil, document: ContentKey? = nil, start: Int? = nil, end: Int? = nil, reader: ContentKey? = nil
  ) {
    self.type = type
    self.text = text
    self.origin = origin
    self.language = language
    self.title = title
    self.chunk = chunk
    self.licence = licence
    self.document = document
    self.start = start
    self.end = end
    self.reader = reader
  }
}
