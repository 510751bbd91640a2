// A piece of a document that becomes a seed, and what it is cut from.

struct Chunk: Equatable {
  /// Bytes of the document's text; never blank.
  let range: Range<Int>
  /// The headings that all of it stands under, outermost first.
  var headings: [String] = []
}

/// What a text consists of, for those who cut it.
enum Layout: Equatable {
  /// Paragraphs.
  case prose
  /// Paragraphs under headings, and fenced code.
  case markdown
  case code(language: String?)
  /// A line for each row; the first `head` bytes are repeated before the rows of every chunk.
  case rows(head: Int)
  /// Never cut, whatever its size.
  case whole
}

/// A stretch of text that is kept in one piece where it fits.
struct ChunkUnit: Equatable {
  var range: Range<Int>
  /// How strong the border before it is; smaller is stronger, and is where a text is cut first.
  var rank: Int
  /// The headings it stands under, its own included.
  var headings: [String] = []

  /// Between paragraphs; what is below are sections and declarations.
  static let paragraph = 7
  /// Between pieces of what would not fit.
  static let piece = 9
}
