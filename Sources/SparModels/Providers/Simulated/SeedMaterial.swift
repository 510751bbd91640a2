// What a seed gives to a writer: its facts as sentences and its subject, for prose and for code alike.

struct SeedMaterial {
  /// Sentences that end with a stop, in the seed's order; never empty.
  let facts: [String]
  /// What the seed is about: a name or a noun phrase.
  let subject: String

  /// - Parameter limit: at most so many facts are taken, from the whole length of the seed.
  init(_ text: String, language: String = "", limit: Int) {
    let source = SourceText(text)
    let chosen = Self.spread(Self.telling(source), limit: limit)
    let sentences = chosen.map { source.isCode ? Self.codeFact($0, source, language) : Self.sentence($0, source) }
    facts = sentences.isEmpty ? ["The source holds no text."] : sentences
    subject = Self.subject(of: source)
  }

  /// Of code the comments and definitions, if there are enough of them; of prose everything.
  private static func telling(_ source: SourceText) -> [SourceStatement] {
    let leading = source.statements.filter(\.isLeading)
    return source.isCode && leading.count >= 3 ? leading : source.statements
  }

  private static func spread(_ statements: [SourceStatement], limit: Int) -> [SourceStatement] {
    guard statements.count > limit else { return statements }
    return (0..<limit).map { statements[$0 * statements.count / limit] }
  }

  private static func sentence(_ statement: SourceStatement, _ source: SourceText) -> String {
    let text = source.text(statement)
    guard let last = text.unicodeScalars.last else { return text }
    let ends = ".!?:;。！？।؟".unicodeScalars.contains(last) || "\"”)’'」".unicodeScalars.contains(last)
    return ends ? text : text + "."
  }

  private static func codeFact(_ statement: SourceStatement, _ source: SourceText, _ language: String) -> String {
    let line = source.text(statement)
    let code = language.isEmpty ? "code" : language + " code"
    let isComment = statement.isLeading && !CodeSigns.defines(source.bytes[statement.range])
    return isComment
      ? "A comment in the \(code) reads: \(sentence(statement, source))" : "The \(code) has the line `\(line)`."
  }

  /// The topic that most statements share: of each statement's topic, the one whose words come up most.
  private static func subject(of source: SourceText) -> String {
    var counts: [UInt64: Int] = [:]
    for word in source.words where word.isContent && word.kind != .number { counts[word.hash, default: 0] += 1 }
    let candidates = source.statements.prefix(12).compactMap(source.topicWords)
    let scored = candidates.map { range in
      (range, range.reduce(0) { $0 + (counts[source.words[$1].hash] ?? 0) })
    }
    let best = scored.enumerated().max { ($0.element.1, -$0.offset) < ($1.element.1, -$1.offset) }?.element.0
    return best.map { source.text(words: $0) } ?? "this text"
  }
}

extension String {
  /// The sentence as part of a longer one: small at the start unless it begins with a name, without its stop.
  var embedded: String {
    var text = self[...]
    if text.hasSuffix("。") || (text.hasSuffix(".") && !text.hasSuffix("..")) { text = text.dropLast() }
    let first = text.prefix { $0 != " " }
    let isPlural = first.hasSuffix("ers") || first.hasSuffix("ors")
    guard first != "I", isPlural || CommonWords.inTexts.contains(SourceWord.hash(of: String(first))),
      let start = text.unicodeScalars.first, start.isASCII
    else { return String(text) }
    return start.properties.lowercaseMapping + text.dropFirst()
  }

  /// The first letter made a capital, for Latin letters.
  var sentenceStart: String {
    guard let start = unicodeScalars.first, start.isASCII else { return self }
    return start.properties.uppercaseMapping + dropFirst()
  }

  /// The text for use between double quotation marks.
  var unquoted: String {
    guard utf8.contains(where: { $0 == 0x22 || $0 == 0xE2 }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\"" || $0 == "“" || $0 == "”" ? "'" : $0 }))
  }
}
