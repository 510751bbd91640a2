// Verdicts in sentences: "Therefore, Output (a) is better." Read by whole sentences and whole words, never by searching.

enum VerdictSentence {
  private static let nouns: Set<String> = ["output", "response", "answer", "assistant"]
  /// A sentence with one of these does not simply say that a response is better.
  private static let doubts: Set<String> = [
    "not", "neither", "nor", "or", "if", "whether", "unless", "cannot", "can't", "don't", "doesn't", "isn't",
    "disagree",
    "would", "could", "might",
  ]

  /// A sentence that opens with one of these is a verdict even where it goes on after it: "Therefore, … is better as it …".
  private static let conclusions: Set<String> = [
    "therefore", "thus", "hence", "so", "overall", "consequently", "ultimately",
  ]

  /// What each sentence says that is a verdict, in order.
  static func all(in bytes: ReplyBytes) -> [SeatPreference] { sentences(bytes).compactMap(verdict) }

  /// Lines, cut after full stops, question and exclamation marks that end a word.
  private static func sentences(_ bytes: ReplyBytes) -> [ReplyBytes] {
    var sentences: [ReplyBytes] = []
    for line in bytes.lines {
      var start = line.startIndex
      for index in line.indices where ".!?".utf8.contains(line[index]) {
        let next = index + 1
        guard next == line.endIndex || line[next].isSpace || "\"'*)".utf8.contains(line[next]) else { continue }
        sentences.append(line[start..<index])
        start = next
      }
      sentences.append(line[start...])
    }
    return sentences
  }

  private static func verdict(_ sentence: ReplyBytes) -> SeatPreference? {
    let words = sentence.split(whereSeparator: \.isSpace).map(plain).filter { !$0.isEmpty }
    if words == ["neither", "is", "better"] { return .tie }
    guard doubts.isDisjoint(with: words) else { return nil }
    if words.count == 2 { return preference(words[...]) }
    guard let end = words.indices.last(where: { words[$0...].starts(with: ["is", "better"]) }) else { return nil }
    guard end + 2 == words.count || conclusions.contains(words[0]) else { return nil }
    return preference(words[..<end].suffix(2))
  }

  /// `output a`.
  private static func preference(_ words: ArraySlice<String>) -> SeatPreference? {
    guard words.count == 2, let noun = words.first, nouns.contains(noun) else { return nil }
    switch words.last {
    case "a": return .first
    case "b": return .second
    default: return nil
    }
  }

  /// In lower case, without the marks around it.
  private static func plain(_ word: ReplyBytes) -> String {
    ReplyBytes(word.filter { !"()*_\"`,:;[]".utf8.contains($0) }).text.lowercased()
  }
}
