// What an HTML document consists of, as far as its text needs it.

enum HTMLToken: Equatable {
  /// Raw text between tags, its character references not yet resolved.
  case text(Range<Int>)
  /// A tag's name in lower case.
  case open(String)
  case close(String)
}
