// Tells thinking from text while both still come: `LeadingThought` for streams.

internal import SparCore

/// Texts in, pieces out; a tag may be cut anywhere.
struct ThoughtSplitter {
  private enum State { case head, thought, gap, text }

  private var state = State.head
  /// What may be the beginning of a tag.
  private var held: [UInt8] = []

  /// - Parameter text: the next piece of the reply's text.
  mutating func feed(_ text: String) -> [ReplyPiece] {
    if state == .text { return text.isEmpty ? [] : [.text(text)] }
    held += text.utf8
    var pieces: [ReplyPiece] = []
    if state == .head { leaveHead() }
    if state == .thought { pieces += thoughts() }
    if state == .gap { leaveGap() }
    if state == .text { pieces += take(held.count).map { [.text($0)] } ?? [] }
    return pieces
  }

  /// What was held back when the text ended.
  mutating func finish() -> [ReplyPiece] {
    let isThought = state == .thought
    guard state != .gap, let rest = take(held.count) else { return [] }
    return [isThought ? .reasoning(rest) : .text(rest)]
  }

  private mutating func leaveHead() {
    let words = held.drop { $0 <= 0x20 }
    if words.starts(with: LeadingThought.opening) {
      held = Array(words.dropFirst(LeadingThought.opening.count))
      state = .thought
    } else if !LeadingThought.opening.starts(with: words) {
      state = .text
    }
  }

  private mutating func thoughts() -> [ReplyPiece] {
    let end = ByteSearch.find("</think>", in: held)
    let piece = take(end?.lowerBound ?? held.count - tagStart())
    if end != nil {
      held.removeFirst(LeadingThought.closing.count)
      state = .gap
    }
    return piece.map { [.reasoning($0)] } ?? []
  }

  private mutating func leaveGap() {
    held = Array(held.drop { $0 <= 0x20 })
    if !held.isEmpty { state = .text }
  }

  /// How many of the last bytes may begin the closing tag.
  private func tagStart() -> Int {
    let longest = min(held.count, LeadingThought.closing.count - 1)
    return (0...longest).last { held.suffix($0).elementsEqual(LeadingThought.closing.prefix($0)) } ?? 0
  }

  private mutating func take(_ count: Int) -> String? {
    guard count > 0 else { return nil }
    defer { held.removeFirst(count) }
    return String(decoding: held.prefix(count), as: UTF8.self)
  }
}
