// What the simulated models look for in a text: the statements that bear on given words, what a statement is about,
// and the detail in it that can be asked for.

extension SourceText {
  /// How much of `terms` each statement holds, by the weight of the words.
  func relevance(to terms: WordSet) -> [Double] {
    statements.map { statement in
      var (total, last) = (0.0, UInt64(0))
      for word in words(of: statement) where word.isContent && word.hash != last && terms.contains(word.hash) {
        total += word.weight
        last = word.hash
      }
      // Of two statements that hold as many of the terms, the shorter one is meant.
      return total - 0.01 * Double(statement.words.count)
    }
  }

  /// The statement that holds most of `terms`; `nil` where none holds any.
  func mostRelevant(to terms: WordSet) -> Int? {
    let scores = relevance(to: terms)
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > 0.5 else { return nil }
    return best
  }

  /// How much a statement has to tell, for choosing among statements when nothing else speaks for one.
  func salience(of index: Int) -> Double {
    let content = words(of: statements[index]).count { $0.isContent }
    return Double(min(content, 14)) + (statements[index].isLeading ? 8 : 0) + (index == 0 ? 3 : 0)
  }

  /// The hashes of the content words of `range` (all words where there is no content word).
  func terms(in range: Range<Int>) -> WordSet {
    let found = words[range].filter(\.isContent)
    return WordSet((found.isEmpty ? words[range] : found[...]).map(\.hash))
  }

  func terms(of statement: SourceStatement) -> WordSet { terms(in: statement.words) }

  /// The statement that is `hashes` word for word, or begins with them.
  func statement(reading hashes: [UInt64]) -> Int? {
    guard !hashes.isEmpty else { return nil }
    return statements.firstIndex { words(of: $0).lazy.map(\.hash).starts(with: hashes) }
  }

  /// Where the words `hashes` stand in their order, as an index of words.
  func position(of hashes: [UInt64]) -> Int? {
    guard let first = hashes.first else { return nil }
    return words.indices.first { index in
      words[index].hash == first && words[index...].lazy.map(\.hash).starts(with: hashes)
    }
  }
}

// MARK: What a statement is about

extension SourceText {
  /// A name or a noun phrase of one to three words, as the statement writes it.
  func topic(of statement: SourceStatement) -> String {
    topicWords(of: statement).map {
      text(words[$0.lowerBound].range.lowerBound..<words[$0.upperBound - 1].range.upperBound)
    }
      ?? text(statement)
  }

  /// The words of the topic: the best of the statement's runs of neighbouring content words.
  func topicWords(of statement: SourceStatement) -> Range<Int>? {
    var (best, bestScore): (Range<Int>?, Double) = (nil, 0)
    for run in contentRuns(of: statement) {
      let phrase = nounPhrase(of: run)
      let score = topicScore(of: phrase, in: statement)
      if score > bestScore { (best, bestScore) = (phrase, score) }
    }
    return best
  }

  /// Runs of content words with nothing but one space between them.
  private func contentRuns(of statement: SourceStatement) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for index in statement.words {
      if let first = start, !words[index].isContent || !isNeighbour(index) {
        runs.append(first..<index)
        start = nil
      }
      if start == nil, words[index].isContent { start = index }
    }
    if let start { runs.append(start..<statement.words.upperBound) }
    return runs
  }

  private func isNeighbour(_ index: Int) -> Bool {
    let gap = words[index].range.lowerBound - words[index - 1].range.upperBound
    return words[index].isWide ? gap == 0 : gap == 1 && bytes[words[index].range.lowerBound - 1] == 0x20
  }

  /// At most three words of a run, without a verb's form at the end.
  private func nounPhrase(of run: Range<Int>) -> Range<Int> {
    var phrase = run.lowerBound..<min(run.upperBound, run.lowerBound + 3)
    while phrase.count > 1, looksLikeVerb(words[phrase.upperBound - 1]) {
      phrase = phrase.lowerBound..<phrase.upperBound - 1
    }
    // Of three small words the third is as often a verb as a noun.
    if phrase.count == 3, words[phrase.upperBound - 1].kind == .plain, !words[phrase.lowerBound].isWide {
      phrase = phrase.lowerBound..<phrase.upperBound - 1
    }
    return phrase
  }

  private func looksLikeVerb(_ word: SourceWord) -> Bool {
    let tail = bytes[word.range].suffix(3)
    return word.kind == .plain && (tail.suffix(2).elementsEqual("ed".utf8) || tail.elementsEqual("ing".utf8))
  }

  private func topicScore(of phrase: Range<Int>, in statement: SourceStatement) -> Double {
    var score = 0.0
    for index in phrase {
      let isFirst = index == statement.words.lowerBound
      score += words[index].kind == .name && !isFirst ? 3 : words[index].kind == .number ? 0.2 : 1
      score += 0.1 * Double(min(words[index].range.count, 12))
    }
    // What follows an article is a noun.
    let before = phrase.lowerBound - 1
    if before >= statement.words.lowerBound, Self.articles.contains(words[before].hash) { score += 1.5 }
    return looksLikeVerb(words[phrase.lowerBound]) ? score - 2 : score
  }

  private static let articles = WordSet(
    ["the", "a", "an", "its", "their", "his", "her", "every", "each"].map(SourceWord.hash))
}

// MARK: Details that can be asked for

extension SourceText {
  /// What a blank may stand for in a statement: a number, a name within the sentence, or its longest word.
  func detail(of statement: SourceStatement) -> Range<Int>? {
    let inside = statement.words.dropFirst()
    if let number = inside.first(where: { words[$0].kind == .number }) { return number..<number + 1 }
    if let name = inside.first(where: { words[$0].kind == .name }) {
      var end = name + 1
      while end < statement.words.upperBound, end < name + 3, words[end].kind == .name, isNeighbour(end) { end += 1 }
      return name..<end
    }
    let longest = statement.words.filter { words[$0].isContent }.max { words[$0].range.count < words[$1].range.count }
    return longest.map { $0..<$0 + 1 }
  }

  func text(words range: Range<Int>) -> String {
    text(words[range.lowerBound].range.lowerBound..<words[range.upperBound - 1].range.upperBound)
  }

  /// The statement with `range` (of words) replaced.
  func text(_ statement: SourceStatement, replacing range: Range<Int>, with filling: String) -> String {
    let start = words[range.lowerBound].range.lowerBound, stop = words[range.upperBound - 1].range.upperBound
    return text(statement.range.lowerBound..<start) + filling
      + (stop < statement.range.upperBound ? text(stop..<statement.range.upperBound) : "")
  }
}
