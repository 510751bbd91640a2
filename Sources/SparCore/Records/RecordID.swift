// The kinds of records and their ids: `s12`, `i7`, `run3`.

/// The words of Spar: each is one table, one id prefix, one Lua table shape.
package enum RecordKind: String, Sendable, CaseIterable {
  case seed, passage, instruction, suggestion, response, battle, verdict, taxonomy, dataset, run, call

  /// What stands before the number in an id.
  package var prefix: String {
    switch self {
    case .seed: "s"
    case .passage: "p"
    case .instruction: "i"
    case .suggestion: "g"
    case .response: "r"
    case .battle: "b"
    case .verdict: "v"
    case .taxonomy: "x"
    case .dataset: "d"
    case .run: "run"
    case .call: "c"
    }
  }
}

/// The id of a stored record: its kind and its row number.
package struct RecordID: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let kind: RecordKind
  package let number: Int64

  package init(_ kind: RecordKind, _ number: Int64) {
    self.kind = kind
    self.number = number
  }

  /// Reads `s12`; `nil` for anything else.
  package init?(_ text: String) {
    // Texts of any length are tried, and most are none: that must cost little.
    let letters = text.utf8.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    guard let digit = text.utf8[letters.endIndex...].first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit),
      let number = Int64(text[letters.endIndex...]), number > 0,
      let kind = RecordKind.allCases.first(where: { $0.prefix == text[..<letters.endIndex] })
    else { return nil }
    self.init(kind, number)
  }

  package var description: String { "\(kind.prefix)\(number)" }

  package static func < (left: RecordID, right: RecordID) -> Bool {
    (left.kind.rawValue, left.number) < (right.kind.rawValue, right.number)
  }
}
