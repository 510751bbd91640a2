// A judge's scores of the two responses in the order it read them.

import SparCore

/// What a judge said.
package struct ScoresReply: Sendable, Equatable {
  /// 1–10, for the response shown first and the one shown second.
  package let first: Double
  package let second: Double
  /// Its reasons; empty where it gave none.
  package let explanation: String

  package init(first: Double, second: Double, explanation: String = "") {
    self.first = first
    self.second = second
    self.explanation = explanation
  }

  /// Reads JSON scores, or else labelled lines. Every place that states scores must state the same ones: a verdict
  /// that can be read in two ways is worth nothing (method §4.4).
  init(_ text: ReplyText) throws(PromptError) {
    let objects = JSONFinder.find(in: text.bytes).filter { Self.mentionsScores($0.value) }
    self = try objects.isEmpty ? Self.labelled(text) : Self.objects(objects, text)
    guard (1...10).contains(first), (1...10).contains(second) else {
      throw .unparsed("The reply has a score outside 1 to 10: \(first) and \(second).")
    }
  }
}

extension ScoresReply {
  private static func mentionsScores(_ value: JSON) -> Bool {
    guard let keys = value.object?.keys.map({ $0.lowercased() }) else { return false }
    return keys.contains("first") && keys.contains("second")
  }

  private static func objects(_ found: [FoundJSON], _ text: ReplyText) throws(PromptError) -> ScoresReply {
    let members = found.flatMap { $0.value.object?.members ?? [] }
    let first = try agreed("first", members.filter { $0.key.lowercased() == "first" }.map { number($0.value) })
    let second = try agreed("second", members.filter { $0.key.lowercased() == "second" }.map { number($0.value) })
    if let ranking = found.last?.value.object?.text("ranking")?.lowercased() {
      guard !(ranking == "first" && first < second), !(ranking == "second" && second < first) else {
        throw .unparsed("The reply ranks '\(ranking)' higher and scores it lower.")
      }
    }
    let stated = found.compactMap { $0.value.object?.text("explanation") }.last
    return ScoresReply(first: first, second: second, explanation: stated ?? text.text(without: found.map(\.range)))
  }

  /// A number, or a text that is one.
  private static func number(_ value: JSON) -> Double? {
    value.double ?? value.string.flatMap { ScoreLine.number(ReplyBytes($0.utf8)) }
  }

  /// The one value that all of `values` have.
  private static func agreed(_ label: String, _ values: [Double?]) throws(PromptError) -> Double {
    let distinct = Set(values)
    guard let value = distinct.first else { throw .unparsed("The reply has no score for '\(label)'.") }
    guard distinct.count == 1 else { throw .unparsed("The reply has several scores for '\(label)'.") }
    guard let value else { throw .unparsed("The reply has a score for '\(label)' that is no number.") }
    return value
  }

  private static func labelled(_ text: ReplyText) throws(PromptError) -> ScoresReply {
    var first: [Double?] = [], second: [Double?] = [], ranges: [Range<Int>] = []
    for line in text.bytes.lines {
      guard let scores = ScoreLine(line) else { continue }
      if let score = scores.first { first.append(score) }
      if let score = scores.second { second.append(score) }
      ranges.append(line.startIndex..<line.endIndex)
    }
    return ScoresReply(
      first: try agreed("first", first), second: try agreed("second", second), explanation: text.text(without: ranges))
  }
}

extension ReplyText {
  /// What is left when `ranges` are cut out.
  func text(without ranges: [Range<Int>]) -> String {
    var left = ReplyBytes(), start = bytes.startIndex
    for range in ranges {
      left += bytes[start..<range.lowerBound]
      start = range.upperBound
    }
    left += bytes[start...]
    let lines = left.lines.filter { CodeFence($0) == nil }
    return ReplyBytes(lines.joined()).trimmed.text
  }
}
