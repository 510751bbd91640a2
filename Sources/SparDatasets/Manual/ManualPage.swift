// A manual page (roff with the macros of man or of mdoc) as Markdown. No page is laid out: what is no text goes.

struct ManualPage {
  /// `LS(1)`
  private(set) var title: String?
  var text: [UInt8] { writer.text }
  /// The page that this one only stands for: `man1/gzip.1`.
  private(set) var target: String?

  private var writer = MarkdownWriter()
  private var conditions = RoffConditions()
  private var strings: [String: [UInt8]] = [
    "lq": Array("“".utf8), "rq": Array("”".utf8), "R": Array("®".utf8), "Tm": Array("™".utf8),
    "S": [],
  ]
  /// Lines that are kept as they are.
  private var kept: [UInt8]?
  /// The name of the program, which mdoc's `.Nm` repeats.
  private var name = ""
  /// What the next line of text is: the tag of a list.
  private var isTag = false
  private var depth = 0
  /// What ends the lines that are passed over: `..` of a macro's definition, `.EN` of an equation.
  private var skippedUntil: [UInt8]?
  private var isTable = false

  /// - Parameter roff: UTF-8.
  init(_ roff: [UInt8]) {
    for line in roff.split(separator: 0x0A, omittingEmptySubsequences: false) { take(line) }
    endKept()
  }

  /// Whether a text begins as manual pages do.
  static func isManual(_ text: [UInt8]) -> Bool {
    guard let first = text.first(where: { !$0.isSpace }), first == 0x2E || first == 0x27 else {
      return false
    }
    // Definitions, and comments of any length, come before the first words.
    return text.prefix(32_768).split(separator: 0x0A).contains { line in
      guard line.first == 0x2E || line.first == 0x27 else { return false }
      let name = line.dropFirst().drop { $0 == 0x20 }.prefix { !$0.isSpace }
      return ["TH", "Dd", "Dt", "so"].contains(String(utf8: name))
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    if let end = skippedUntil {
      if line.trimmingSpaceAtEnd.elementsEqual(end) { skippedUntil = nil }
      return
    }
    guard let content = conditions.filter(line) else { return }
    if content.first == UInt8(ascii: ".")
      || (content.first == UInt8(ascii: "'") && content.count > 1)
    {
      request(content.dropFirst().drop { $0 == 0x20 || $0 == 0x09 })
    } else {
      add(line: content)
    }
  }

  /// A line of text.
  private mutating func add(line: ArraySlice<UInt8>) {
    let text = RoffEscapes.resolved(line, strings: strings)
    if kept != nil {
      kept? += text + [0x0A]
    } else if isTable {
      addRow(text)
    } else if text.allSatisfy(\.isSpace) {
      writer.paragraph()
    } else {
      // An indented line begins a line of its own.
      if line.first == 0x20 { writer.line() }
      writer.add(flowing: text)
      endTag()
      writer.space()
    }
  }

  private mutating func request(_ line: ArraySlice<UInt8>) {
    let name = line.prefix { !$0.isSpace && $0 != UInt8(ascii: "\\") }
    let rest = line[name.endIndex...]
    switch String(utf8: name) {
    case "": break
    case "TH", "Dt": title = Self.title(arguments(rest))
    case "SH", "Sh": heading(2, rest)
    case "SS", "Ss": heading(3, rest)
    case "PP", "P", "LP", "sp", "Pp", "HP", "bp": paragraph()
    case "br", "ti", "Lp": if kept == nil { writer.line() }
    case "TP", "TQ": beginTag()
    case "IP": item(arguments(rest))
    case "nf", "EX", "Bd", "DS": beginKept(rest)
    case "fi", "EE", "Ed", "DE": endKept()
    case "de", "de1", "am", "ig": skippedUntil = Array("..".utf8)
    case "EQ": skippedUntil = Array(".EN".utf8)
    case "TS": beginTable()
    case "TE": isTable = false
    case "ds": define(rest)
    case "so": target = target ?? arguments(rest).first.map { String(utf8: $0) }
    case "B", "I", "SM", "SB", "UR", "MT", "R":
      words(Array(arguments(rest).joined(separator: [0x20])))
    case "BR", "RB", "BI", "IB", "IR", "RI": words(Array(arguments(rest).joined()))
    case "URL", "MTO": words(Self.label(of: arguments(rest)))
    case "OP": words(Array("[".utf8) + arguments(rest).joined(separator: [0x20]) + Array("]".utf8))
    case "Bl": depth += 1
    case "El": endList()
    case "It": mdocItem(rest)
    case let macro where MdocLine.isMacro(macro): mdoc(line)
    default: break
    }
  }

  private mutating func words(_ text: some Collection<UInt8>) {
    if text.isEmpty { return }
    if kept != nil {
      kept? += Array(text) + [0x0A]
    } else {
      writer.add(flowing: text)
      endTag()
      writer.space()
    }
  }

  private mutating func heading(_ level: Int, _ rest: ArraySlice<UInt8>) {
    endKept()
    (isTag, depth) = (false, 0)
    writer.beginHeading(level)
    let words = arguments(rest).joined(separator: [0x20])
    writer.add(flowing: Array(words))
    writer.endHeading()
  }

  private mutating func paragraph() {
    if kept != nil { kept?.append(0x0A) } else { writer.paragraph() }
  }

  private mutating func beginTag() {
    if kept == nil { writer.paragraph() }
    isTag = true
  }

  /// The text of a list begins on the line after its tag.
  private mutating func endTag() {
    if isTag { writer.line() }
    isTag = false
  }

  private mutating func item(_ arguments: [[UInt8]]) {
    paragraph()
    guard let tag = arguments.first, !tag.isEmpty else { return }
    let isMark = ["•", "-", "*", "o", "·"].contains(String(utf8: tag))
    writer.add(flowing: isMark ? Array("-".utf8) : tag)
    if isMark { writer.space() } else { writer.line() }
  }

  private mutating func beginKept(_ rest: ArraySlice<UInt8>) {
    endKept()
    let isFilled = rest.contains(sequence: "-filled") || rest.contains(sequence: "-ragged")
    if !isFilled { kept = [] }
  }

  private mutating func endKept() {
    if let lines = kept { writer.add(preformatted: lines) }
    kept = nil
  }

  private mutating func endList() {
    depth = max(0, depth - 1)
    writer.paragraph()
  }

  private mutating func define(_ rest: ArraySlice<UInt8>) {
    let words = rest.drop(while: \.isSpace)
    let name = words.prefix { !$0.isSpace }
    var value = words[name.endIndex...].drop(while: \.isSpace)
    if value.first == UInt8(ascii: "\"") { value = value.dropFirst() }
    guard strings.count < 200, value.count < 200 else { return }
    strings[String(utf8: name)] = RoffEscapes.resolved(value, strings: strings)
  }

  private mutating func mdocItem(_ rest: ArraySlice<UInt8>) {
    writer.paragraph()
    let tag = MdocLine(rest, name: name).text(strings)
    if tag.isEmpty { return writer.add(flowing: "- ") }
    writer.add(flowing: tag)
    writer.line()
  }

  private mutating func mdoc(_ line: ArraySlice<UInt8>) {
    let macro = MdocLine(line, name: name)
    if let found = macro.definedName, name.isEmpty { name = found }
    words(macro.text(strings))
  }

  private mutating func beginTable() {
    endKept()
    isTable = true
    writer.paragraph()
  }

  /// Lines of tbl: a format ends with a full stop, rules are lines of marks, `T{` and `T}` enclose longer cells.
  private mutating func addRow(_ text: [UInt8]) {
    let content = text[...].trimmingSpace
    let isRule = content.allSatisfy { "_=-".utf8.contains($0) }
    if isRule || content.last == UInt8(ascii: ";") || Self.isFormat(content) { return }
    let cells = text.split(separator: 0x09).map { cell in
      let cell = cell.trimmingSpace
      return cell.starts(with: "T}".utf8)
        ? cell.dropFirst(2) : cell.starts(with: "T{".utf8) ? [] : cell
    }
    for cell in cells where !cell.isEmpty {
      writer.add(flowing: cell)
      writer.space()
    }
    if !content.elementsEqual("T{".utf8) { writer.line() }
  }

  private static func isFormat(_ line: ArraySlice<UInt8>) -> Bool {
    let letters = "lLrRcCnNaAsS^|_-=,.bBiIfFpPvVwWxXeEtTdDuUzZmM0123456789() "
    return line.last == UInt8(ascii: ".") && line.allSatisfy { letters.utf8.contains($0) }
  }

  /// The words behind a macro; quotes keep several together.
  private func arguments(_ rest: ArraySlice<UInt8>) -> [[UInt8]] {
    RoffArguments.split(rest).map { RoffEscapes.resolved($0, strings: strings) }
  }

  /// What a link is called, else where it leads, and the punctuation behind it.
  private static func label(of link: [[UInt8]]) -> [UInt8] {
    let label = link.dropFirst().first.flatMap { $0.isEmpty ? nil : $0 } ?? link.first ?? []
    return label + (link.count > 2 ? link[2] : [])
  }

  private static func title(_ arguments: [[UInt8]]) -> String? {
    guard let name = arguments.first, !name.isEmpty else { return nil }
    guard arguments.count > 1 else { return String(utf8: name) }
    return "\(String(utf8: name))(\(String(utf8: arguments[1])))"
  }
}
