// One line of mdoc macros, which name what the words are: a flag, an argument, a path.

struct MdocLine {
  private let words: [ArraySlice<UInt8>]
  private let name: String

  /// - Parameter name: what `.Nm` alone stands for.
  init(_ line: ArraySlice<UInt8>, name: String) {
    words = RoffArguments.split(line)
    self.name = name
  }

  static func isMacro(_ word: String) -> Bool { enclosing[word] != nil || plain.contains(word) }

  /// `.Nm ls` at the beginning of a page.
  var definedName: String? {
    guard words.count > 1, words[0].elementsEqual("Nm".utf8) else { return nil }
    return String(utf8: words[1])
  }

  /// The line as it is read.
  func text(_ strings: [String: [UInt8]]) -> [UInt8] {
    var writer = Writer()
    // What closes stands before the punctuation at the end of the line.
    let end = words.lastIndex { !Self.isPunctuation($0) } ?? words.count
    var index = 0
    while index < words.count {
      if index > end { writer.close() }
      index += take(index, into: &writer, strings)
    }
    writer.close()
    return writer.text
  }

  /// Writes what stands at `index`; how many words that took.
  private func take(_ index: Int, into writer: inout Writer, _ strings: [String: [UInt8]]) -> Int {
    let word = String(utf8: words[index])
    let isAlone = index + 1 == words.count || Self.isMacro(String(utf8: words[index + 1]))
    if let marks = Self.enclosing[word] {
      writer.open(marks.0, marks.1)
      return 1
    }
    switch word {
    case "Ns": writer.isGlued = true
    case "Fl":
      writer.add([UInt8(ascii: "-")])
      writer.isGlued = true
    case "Ar": if isAlone { writer.add(Array("file ...".utf8)) }
    case "Nm": if isAlone { writer.add(Array(name.utf8)) }
    case "Xr" where index + 2 < words.count:
      writer.add(Array("\(String(utf8: words[index + 1]))(\(String(utf8: words[index + 2])))".utf8))
      return 3
    default:
      if !Self.plain.contains(word) {
        writer.add(RoffEscapes.resolved(words[index], strings: strings))
      }
    }
    return 1
  }

  /// Words with the spaces that belong between them.
  private struct Writer {
    private(set) var text: [UInt8] = []
    /// Whether the next word follows without a space.
    var isGlued = true
    private var closing: [String] = []

    mutating func add(_ piece: [UInt8]) {
      if piece.isEmpty { return }
      if !isGlued, !MdocLine.isPunctuation(piece), !text.isEmpty { text.append(0x20) }
      text += piece
      isGlued = piece == [UInt8(ascii: "(")] || piece == [UInt8(ascii: "[")]
    }

    mutating func open(_ mark: String, _ closing: String) {
      add(Array(mark.utf8))
      isGlued = isGlued || !mark.isEmpty
      self.closing.append(closing)
    }

    mutating func close() {
      for mark in closing.reversed() { text += Array(mark.utf8) }
      closing = []
    }
  }

  private static func isPunctuation(_ word: some Collection<UInt8>) -> Bool {
    word.count == 1 && word.allSatisfy { ".,:;)]?!".utf8.contains($0) }
  }

  private static let enclosing: [String: (String, String)] = [
    "Op": ("[", "]"), "Oo": ("[", ""), "Oc": ("", "]"), "Dq": ("“", "”"), "Sq": ("‘", "’"),
    "Qq": ("\"", "\""),
    "Pq": ("(", ")"), "Bq": ("[", "]"), "Brq": ("{", "}"), "Aq": ("<", ">"), "Ql": ("‘", "’"),
    "Po": ("(", ""),
    "Pc": ("", ")"), "Do": ("“", ""), "Dc": ("", "”"),
  ]
  private static let plain: Set<String> = [
    "Ad", "An", "Ar", "Bx", "Cd", "Cm", "D1", "Dl", "Dv", "Em", "Er", "Ev", "Fa", "Fd", "Fl", "Fn",
    "Ft", "Fx", "Ic",
    "In", "Li", "Lk", "Mt", "Nd", "Nm", "No", "Ns", "Nx", "Ox", "Pa", "Pf", "Sc", "So", "St", "Sy",
    "Ta", "Tn", "Ux",
    "Va", "Vt", "Xr", "Xo", "Xc", "Rs", "Re", "%A", "%B", "%D", "%J", "%T", "%U", "Ap", "Fo", "Fc",
    "Bk", "Ek", "At",
  ]
}
