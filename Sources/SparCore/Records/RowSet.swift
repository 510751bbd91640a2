// Which rows of a table have been met: one bit for each, so that ten million take little more than a megabyte.

package struct RowSet: Sendable {
  private var words: [UInt64] = []

  package init() {}

  /// Adds a row number, from 0.
  /// - Returns: whether it was not there.
  package mutating func insert(_ number: Int64) -> Bool {
    let word = Int(number >> 6)
    let bit = UInt64(1) << UInt64(number & 63)
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }
}
