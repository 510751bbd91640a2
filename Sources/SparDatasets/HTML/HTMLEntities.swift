// Character references: the 252 names of HTML 4 and the numeric ones.

enum HTMLEntities {
  /// `text` with its references resolved; what is no reference stays as it is.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var decoded: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "&"), let (scalar, length) = reference(text[index...]) {
        decoded.append(contentsOf: String(Character(scalar)).utf8)
        index += length
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return decoded
  }

  /// The character that `text`, which begins with "&", refers to, and the reference's length.
  private static func reference(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let body = text.dropFirst().prefix(32)
    if body.first == UInt8(ascii: "#") { return numeric(body.dropFirst()).map { ($0.0, $0.1 + 2) } }
    let name = body.prefix { $0.isLetter || $0.isDigit }
    let isClosed = name.endIndex < body.endIndex && body[name.endIndex] == UInt8(ascii: ";")
    let word = String(utf8: name)
    guard let scalar = scalar(named: word), isClosed || unclosed.contains(word) else { return nil }
    return (scalar, name.count + (isClosed ? 2 : 1))
  }

  private static func numeric(_ body: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
    let isHex = body.first?.lowercased == UInt8(ascii: "x")
    let digits = (isHex ? body.dropFirst() : body).prefix { isHex ? isHexDigit($0) : $0.isDigit }
    guard !digits.isEmpty else { return nil }
    let isClosed = digits.endIndex < body.endIndex && body[digits.endIndex] == UInt8(ascii: ";")
    let code = UInt32(String(utf8: digits), radix: isHex ? 16 : 10) ?? 0
    let scalar = TextEncoding.windows1252(code) ?? (code == 0 ? nil : Unicode.Scalar(code)) ?? "\u{FFFD}"
    return (scalar, digits.count + (isHex ? 1 : 0) + (isClosed ? 1 : 0))
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool { byte.isDigit || (0x61...0x66).contains(byte | 0x20) }

  private static func scalar(named name: String) -> Unicode.Scalar? {
    // A no-break space only keeps words together on a page; in a seed it is a space.
    name == "nbsp" ? " " : named[name]
  }

  /// Names that pages use without the semicolon.
  private static let unclosed: Set<String> = ["amp", "lt", "gt", "quot", "nbsp", "copy", "reg"]

  private static let named: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [:]
    for (index, name) in latin1.split(separator: " ").enumerated() {
      table[String(name)] = Unicode.Scalar(UInt8(160 + index))
    }
    for entry in others.split(separator: " ") {
      if let scalar = entry.unicodeScalars.first { table[String(entry.unicodeScalars.dropFirst())] = scalar }
    }
    table["lt"] = "<"
    table["ensp"] = "\u{2002}"
    table["emsp"] = "\u{2003}"
    table["thinsp"] = "\u{2009}"
    table["zwnj"] = "\u{200C}"
    table["zwj"] = "\u{200D}"
    table["lrm"] = "\u{200E}"
    table["rlm"] = "\u{200F}"
    return table
  }()

  /// The names of U+00A0 to U+00FF, in their order.
  private static let latin1 = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """

  /// A character, then its name.
  private static let others = """
    "quot &amp >gt 'apos ŒOElig œoelig ŠScaron šscaron ŸYuml ƒfnof ˆcirc ˜tilde ΑAlpha ΒBeta ΓGamma ΔDelta ΕEpsilon \
    ΖZeta ΗEta ΘTheta ΙIota ΚKappa ΛLambda ΜMu ΝNu ΞXi ΟOmicron ΠPi ΡRho ΣSigma ΤTau ΥUpsilon ΦPhi ΧChi ΨPsi ΩOmega \
    αalpha βbeta γgamma δdelta εepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi οomicron πpi ρrho ςsigmaf \
    σsigma τtau υupsilon φphi χchi ψpsi ωomega ϑthetasym ϒupsih ϖpiv –ndash —mdash ‘lsquo ’rsquo ‚sbquo “ldquo ”rdquo \
    „bdquo †dagger ‡Dagger •bull …hellip ‰permil ′prime ″Prime ‹lsaquo ›rsaquo ‾oline ⁄frasl €euro ℑimage ℘weierp \
    ℜreal ™trade ℵalefsym ←larr ↑uarr →rarr ↓darr ↔harr ↵crarr ⇐lArr ⇑uArr ⇒rArr ⇓dArr ⇔hArr ∀forall ∂part ∃exist \
    ∅empty ∇nabla ∈isin ∉notin ∋ni ∏prod ∑sum −minus ∗lowast √radic ∝prop ∞infin ∠ang ∧and ∨or ∩cap ∪cup ∫int \
    ∴there4 ∼sim ≅cong ≈asymp ≠ne ≡equiv ≤le ≥ge ⊂sub ⊃sup ⊄nsub ⊆sube ⊇supe ⊕oplus ⊗otimes ⊥perp ⋅sdot ⌈lceil \
    ⌉rceil ⌊lfloor ⌋rfloor 〈lang 〉rang ◊loz ♠spades ♣clubs ♥hearts ♦diams
    """
}
