// A judge's score of one response that it read alone.

import SparCore

/// What a chat model said when it was asked for a number.
package struct ScoreReply: Sendable, Equatable {
  /// 1–10.
  package let score: Double

  package init(score: Double) { self.score = score }

  /// Reads a JSON object with `score`, or else lines that state nothing but a score. Every place that states one must
  /// state the same; a reply without a number is no score, and never the lowest one.
  init(_ text: ReplyText) throws(PromptError) {
    let objects = JSONFinder.find(in: text.bytes).flatMap { $0.value.object?.members ?? [] }
    let stated = objects.filter { $0.key.lowercased() == "score" }.map { Self.number($0.value) }
    let scores = Set(stated.isEmpty ? text.bytes.lines.compactMap(Self.score) : stated)
    guard let score = scores.first else { throw .unparsed("The reply has no score.") }
    guard scores.count == 1 else { throw .unparsed("The reply has several scores.") }
    guard let score else { throw .unparsed("The reply has a score that is no number.") }
    guard (1...10).contains(score) else { throw .unparsed("The reply has a score outside 1 to 10: \(score).") }
    self.score = score
  }
}

extension ScoreReply {
  /// A number, or a text that is one.
  private static func number(_ value: JSON) -> Double? {
    value.double ?? value.string.flatMap { ScoreLine.number(ReplyBytes($0.utf8)) }
  }

  /// `7`, `Score: 7.5/10`, `**Score:** [[7]]`; `nil` where anything else stands on the line.
  private static func score(_ line: ReplyBytes) -> Double? {
    var plain = ReplyBytes(line.filter { !"*_#>".utf8.contains($0) }).trimmed
    if plain.starts(withWord: "score") {
      plain = plain.dropFirst(5).trimmed
      guard plain.first == UInt8(ascii: ":") || plain.first == UInt8(ascii: "=") else { return nil }
      plain = plain.dropFirst().trimmed
    }
    if plain.starts(withWord: "[["), plain.suffix(2).elementsEqual("]]".utf8) { plain = plain.dropFirst(2).dropLast(2) }
    if plain.last == UInt8(ascii: ".") { plain.removeLast() }
    return ScoreLine.number(plain)
  }
}
