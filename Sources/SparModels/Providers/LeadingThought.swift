// The thinking that some servers leave at the head of the text, between <think> and </think>.

internal import SparCore

enum LeadingThought {
  static let opening = Array("<think>".utf8)
  static let closing = Array("</think>".utf8)

  /// The thinking, where there is more of it than blanks, and the text behind it; `nil` for a text that does not begin
  /// with thinking.
  ///
  /// - Parameter isCut: whether the text ended at the token limit. Thinking that was never closed is thinking then;
  ///   otherwise the model has written a tag and meant it.
  static func split(_ text: String, isCut: Bool) -> (reasoning: String?, text: String)? {
    // Most texts begin with a letter.
    guard let first = text.utf8.first, first == opening[0] || first <= 0x20 else { return nil }
    let bytes = Array(text.utf8)
    let head = bytes.drop { $0 <= 0x20 }
    guard head.starts(with: opening) else { return nil }
    let start = head.startIndex + opening.count
    guard let end = ByteSearch.find("</think>", in: bytes, from: start) else {
      return isCut ? (words(bytes[start...]), "") : nil
    }
    let answer = bytes[end.upperBound...].drop { $0 <= 0x20 }
    return (words(bytes[start..<end.lowerBound]), String(decoding: answer, as: UTF8.self))
  }

  private static func words(_ bytes: ArraySlice<UInt8>) -> String? {
    let words = String(decoding: bytes, as: UTF8.self).trimmed
    return words.isEmpty ? nil : words
  }
}
