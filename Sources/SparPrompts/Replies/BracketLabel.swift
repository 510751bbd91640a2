// Labels in double brackets in a judge's reply, and which of them are its verdict.

/// `[[A>B]]` and where it stands.
struct BracketLabel {
  /// In upper case, without spaces.
  let label: String
  let range: Range<Int>
  /// The number of its line.
  let line: Int
  /// Whether its line calls it the verdict.
  let isAnnounced: Bool
  /// Whether it stands in quotation marks, as in what a judge was told to write.
  let isQuoted: Bool
}

extension BracketLabel {
  /// The longest label of any family.
  private static let longest = 64

  /// All labels outside of code blocks.
  static func all(in bytes: ReplyBytes) -> [BracketLabel] {
    var labels: [BracketLabel] = [], fences = CodeFenceTracker()
    for (number, line) in bytes.lines.enumerated() where !fences.covers(line) { labels += all(in: line, number) }
    return labels
  }

  /// Those that must agree: from the last line on that calls its label the verdict; all, where none does. Labels in
  /// quotation marks count only where there are no others.
  static func counting(_ labels: [BracketLabel]) -> [BracketLabel] {
    let plain = labels.filter { !$0.isQuoted }
    return afterAnnouncement(plain.isEmpty ? labels : plain)
  }

  private static func afterAnnouncement(_ labels: [BracketLabel]) -> [BracketLabel] {
    guard let announced = labels.last(where: \.isAnnounced) else { return labels }
    return labels.filter { $0.line >= announced.line }
  }

  private static func all(in line: ReplyBytes, _ number: Int) -> [BracketLabel] {
    var labels: [BracketLabel] = [], rest = line
    while let start = rest.firstIndex(ofWord: "[["), let end = rest[start...].firstIndex(ofWord: "]]") {
      let range = start..<(end + 2)
      rest = line[range.upperBound...]
      guard end - start <= longest else { continue }
      let before = line[..<start]
      labels.append(
        BracketLabel(
          label: ReplyBytes(line[(start + 2)..<end].filter { !$0.isSpace }).text.uppercased(), range: range,
          line: number,
          isAnnounced: before.firstIndex(ofWord: "verdict") != nil || before.firstIndex(ofWord: "final") != nil,
          isQuoted: isQuoted(range, in: line)))
    }
    return labels
  }

  private static func isQuoted(_ range: Range<Int>, in line: ReplyBytes) -> Bool {
    let before = line[..<range.lowerBound].last, after = line[range.upperBound...].first
    guard let before, before == after else { return false }
    return "\"'`".utf8.contains(before)
  }
}
