// What a backslash means in roff, as far as the text of a manual page needs it.

enum RoffEscapes {
  /// `text` with its escapes resolved: fonts and sizes go, characters come, strings are looked up.
  static func resolved(_ text: ArraySlice<UInt8>, strings: [String: [UInt8]] = [:]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
    var resolved: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte != UInt8(ascii: "\\") {
        resolved.append(byte)
      } else if let kind = rest.popFirst() {
        if kind == UInt8(ascii: "\"") || kind == UInt8(ascii: "#") { break }  // a comment
        resolved += meaning(of: kind, &rest, strings)
      }
    }
    return resolved
  }

  /// What `\kind…` stands for; takes its argument off `rest`.
  private static func meaning(
    of kind: UInt8, _ rest: inout ArraySlice<UInt8>, _ strings: [String: [UInt8]]
  ) -> [UInt8] {
    switch kind {
    case UInt8(ascii: "("): return character(named: String(utf8: take(2, &rest)))
    case UInt8(ascii: "["): return character(named: String(utf8: takeUntil(UInt8(ascii: "]"), &rest)))
    case UInt8(ascii: "C"): return character(named: String(utf8: quoted(&rest)))
    case UInt8(ascii: "*"): return strings[String(utf8: name(&rest))] ?? []
    case UInt8(ascii: "e"), UInt8(ascii: "\\"): return [0x5C]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "`"): return [kind == 0x2D ? 0x2D : kind]
    case UInt8(ascii: " "), UInt8(ascii: "~"), UInt8(ascii: "0"): return [0x20]
    case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "n"), UInt8(ascii: "m"), UInt8(ascii: "M"),
      UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "Y"), UInt8(ascii: "V"), UInt8(ascii: "O"):
      _ = name(&rest)
    case UInt8(ascii: "s"): takeSize(&rest)
    case UInt8(ascii: "z"): rest = rest.dropFirst(characterLength(rest))
    case UInt8(ascii: "o"):
      let overstruck = quoted(&rest)
      return Array(overstruck.prefix(characterLength(overstruck)))
    case UInt8(ascii: "h"), UInt8(ascii: "v"), UInt8(ascii: "w"), UInt8(ascii: "l"), UInt8(ascii: "L"),
      UInt8(ascii: "D"), UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "A"), UInt8(ascii: "B"),
      UInt8(ascii: "R"), UInt8(ascii: "X"), UInt8(ascii: "Z"), UInt8(ascii: "N"), UInt8(ascii: "H"), UInt8(ascii: "S"):
      _ = quoted(&rest)
    case UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "%"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "u"), UInt8(ascii: "p"), UInt8(ascii: "r"),
      UInt8(ascii: "a"), UInt8(ascii: "!"), UInt8(ascii: "?"):
      break
    default: return [kind]
    }
    return []
  }

  /// Names are ASCII: what comes with a byte of another character belongs to the text.
  private static func take(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let taken = rest.prefix(count).prefix { $0 < 0x80 }
    rest = rest.dropFirst(taken.count)
    return taken
  }

  /// Bytes of the first character, in UTF-8.
  private static func characterLength(_ text: ArraySlice<UInt8>) -> Int {
    text.isEmpty ? 0 : 1 + text.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count
  }

  private static func takeUntil(_ end: UInt8, _ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let found = rest.prefix { $0 != end }
    rest = rest.dropFirst(found.count + 1)
    return found
  }

  /// `x`, `(xx` or `[xxx]`.
  private static func name(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = take(1, &rest).first else { return [] }
    switch first {
    case UInt8(ascii: "("): return take(2, &rest)
    case UInt8(ascii: "["): return takeUntil(UInt8(ascii: "]"), &rest)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return name(&rest)
    default: return [first]
    }
  }

  private static func quoted(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let quote = rest.popFirst() else { return [] }
    return takeUntil(quote, &rest)
  }

  /// `\s-1`, `\s0`, `\s[12]`, `\s'-2'`
  private static func takeSize(_ rest: inout ArraySlice<UInt8>) {
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
    switch rest.first {
    case UInt8(ascii: "["), UInt8(ascii: "("): _ = name(&rest)
    case UInt8(ascii: "'"): _ = quoted(&rest)
    default: rest = rest.dropFirst()
    }
  }

  private static func character(named name: String) -> [UInt8] {
    if let known = characters[name] { return Array(known.utf8) }
    // `u00E9`, or several joined by `_`.
    let codes = name.split(separator: "_").map { $0.hasPrefix("u") ? $0.dropFirst() : $0 }
    let scalars = codes.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    guard name.hasPrefix("u"), !scalars.isEmpty, scalars.count == codes.count else { return [] }
    return scalars.flatMap { Array(String(Character($0)).utf8) }
  }

  /// The names of groff_char(7) that manual pages use.
  private static let characters: [String: String] = [
    "aq": "'", "dq": "\"", "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "ga": "`", "ha": "^", "ti": "~", "rs": "\\",
    "em": "—", "en": "–", "hy": "-", "mi": "−", "pl": "+", "bu": "•", "co": "©", "rg": "®", "tm": "™", "de": "°",
    "mu": "×", "di": "÷", "+-": "±", "->": "→", "<-": "←", "ua": "↑", "da": "↓", "<=": "≤", ">=": "≥", "!=": "≠",
    "==": "≡", "~=": "≈", "if": "∞", "ss": "ß", "sc": "§", "ps": "¶", "dg": "†", "dd": "‡", "ct": "¢", "Po": "£",
    "Ye": "¥", "Eu": "€", "12": "½", "14": "¼", "34": "¾", "fm": "′", "sd": "″", "ba": "|", "br": "|", "ul": "_",
    "rn": "‾", "sl": "/", "at": "@", "sh": "#", "Do": "$", "lB": "[", "rB": "]", "lC": "{", "rC": "}", "la": "⟨",
    "ra": "⟩", "Fo": "«", "Fc": "»", "fo": "‹", "fc": "›", "Bq": "„", "bq": "‚", "'e": "é", "`e": "è", "^e": "ê",
    ":e": "ë", "'a": "á", "`a": "à", "^a": "â", ":a": "ä", "'o": "ó", "`o": "ò", "^o": "ô", ":o": "ö", "'u": "ú",
    "`u": "ù", "^u": "û", ":u": "ü", "'i": "í", "`i": "ì", "^i": "î", ":i": "ï", "~n": "ñ", ",c": "ç", ":A": "Ä",
    ":O": "Ö", ":U": "Ü", "oa": "å", "oA": "Å", "/o": "ø", "/O": "Ø", "ae": "æ", "AE": "Æ", "'E": "É", "vs": "š",
    "vS": "Š", "vz": "ž", "vZ": "Ž", "'c": "ć", "vc": "č", "*a": "α", "*b": "β", "*m": "μ", "*p": "π", "*l": "λ",
    "lh": "☜", "rh": "☞", "OK": "✓", "sq": "□", "ci": "○", "lz": "◊",
  ]
}
