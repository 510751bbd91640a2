// How a list of texts is cut into requests: servers limit both how many texts one may hold and how long it is.

package enum EmbeddingBatch {
  /// Bytes of text in one request: some 64,000 tokens of English, well below what servers take at once.
  package static let bytes = 256 << 10

  /// Consecutive ranges that cover all texts, in their order. A text that is longer than `bytes` goes alone.
  package static func ranges(of texts: [String], count: Int, bytes limit: Int = bytes) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (start, size) = (0, 0)
    for (index, text) in texts.enumerated() {
      let length = text.utf8.count
      if index > start, index - start >= count || size + length > limit {
        ranges.append(start..<index)
        (start, size) = (index, 0)
      }
      size += length
    }
    if start < texts.count { ranges.append(start..<texts.count) }
    return ranges
  }
}
