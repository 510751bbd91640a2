// How good a response is, measured from its text alone: what it covers, whether it answers, keeps the form and the demands,
// declines where it should, rambles or repeats itself.

struct ResponseGrader {
  let rubric: Rubric

  struct Grade: Equatable {
    /// 0 (worthless) to 1 (nothing missing, nothing too much).
    var quality: Double
    /// Points of evidence covered.
    var covered: Int
    /// Whether it gives the right key; `nil` where the instruction has none.
    var key: Bool?
    var met: Int
    var declines: Bool
    var words: Int
  }

  func grade(_ text: String) -> Grade {
    let response = QuotedText(text)
    let declines = ResponseFillers.declines(response)
    let coverage = coverage(of: response.source)
    let met = rubric.demands.count { $0.isMet(by: response, passage: rubric.passage) }
    let key = rubric.key.map { $0.isGiven(in: response) }
    var grade = Grade(
      quality: 0, covered: coverage.count { $0 > 0.6 }, key: key, met: met, declines: declines,
      words: response.source.words.count)
    grade.quality = rubric.declines || declines ? decliningQuality(grade, response) : quality(grade, coverage, response)
    return grade
  }

  /// Declining is right or wrong; the rest is small.
  private func decliningQuality(_ grade: Grade, _ response: QuotedText) -> Double {
    guard grade.declines else { return 0.15 }
    guard rubric.declines else { return 0.12 }
    return grade.words < 12 ? 0.8 : 0.95 - 0.3 * excess(grade.words, expected: 45)
  }

  private func quality(_ grade: Grade, _ coverage: [Double], _ response: QuotedText) -> Double {
    guard !response.source.isEmpty else { return 0 }
    var (sum, weights) = (0.0, 0.0)
    func count(_ value: Double, weight: Double) {
      sum += value * weight
      weights += weight
    }
    if !coverage.isEmpty { count(coverage.reduce(0, +) / Double(coverage.count), weight: 4) }
    if let key = grade.key { count(key ? 1 : 0, weight: 3) }
    count(rubric.form.isKept(in: response) ? 1 : 0, weight: 1)
    if !rubric.demands.isEmpty {
      count(Double(grade.met) / Double(rubric.demands.count), weight: 1.5 * Double(rubric.demands.count))
    }
    let penalty =
      0.35 * astray(response.source) + 0.25 * repetition(response.source)
      + 0.2 * excess(grade.words, expected: expectedWords)
    return max(0, sum / weights - penalty)
  }

  // MARK: Measures, all 0 to 1

  /// For each statement of the evidence, how far its content words stand in the response.
  private func coverage(of response: SourceText) -> [Double] {
    let said = WordSet(response.words.lazy.filter(\.isContent).map(\.hash))
    return rubric.evidence.map { index in
      let terms = rubric.passage.terms(of: rubric.passage.statements[index])
      let found = Double(terms.count(in: said)) / Double(max(1, terms.count))
      return min(1, max(0, (found - 0.25) / 0.5))
    }
  }

  /// Share of the content words that come from neither the evidence nor the instruction.
  private func astray(_ response: SourceText) -> Double {
    var known = rubric.instruction.terms
    for index in rubric.evidence { known.formUnion(rubric.passage.terms(of: rubric.passage.statements[index])) }
    let content = response.words.filter { $0.isContent && !CommonWords.inTasks.contains($0.hash) }
    guard !content.isEmpty else { return 0 }
    return Double(content.count { !known.contains($0.hash) }) / Double(content.count)
  }

  /// Share of the statements that say again what an earlier one said.
  private func repetition(_ response: SourceText) -> Double {
    guard response.statements.count > 1 else { return 0 }
    var seen = WordSet()
    let repeated = response.statements.count { statement in
      var hash = WordHash()
      for word in response.words(of: statement) { hash.add(UInt32(truncatingIfNeeded: word.hash)) }
      return !seen.insert(hash.value)
    }
    return Double(repeated) / Double(response.statements.count)
  }

  private var expectedWords: Int {
    rubric.evidence.reduce(30) { $0 + rubric.passage.statements[$1].words.count } + 20 * rubric.demands.count
  }

  /// How far a length goes beyond half as much again as was expected.
  private func excess(_ words: Int, expected: Int) -> Double {
    min(1, max(0, Double(words) / Double(max(1, expected)) - 1.5))
  }
}
