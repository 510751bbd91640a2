// A word of a text, as the simulated models compare words: by a hash of its small letters without a plural s.

/// Where a word stands, what it is compared by, and of what kind it is.
struct SourceWord: Sendable {
  enum Kind: Sendable {
    /// Says nothing about the subject: `the`, `of`.
    case common
    case plain
    /// Written with a capital.
    case name
    /// Begins with a digit.
    case number
  }

  /// Its bytes.
  let range: Range<Int>
  /// Equal for words that differ in case or a plural s only.
  let hash: UInt64
  let kind: Kind
  /// A single scalar of a script without spaces.
  let isWide: Bool

  var isContent: Bool { kind != .common }

  /// What finding this word is worth: numbers and names tell statements apart better than other words.
  var weight: Double {
    switch kind {
    case .common: 0
    case .plain: 1
    case .name, .number: 1.5
    }
  }

  /// The hash of a word given as text.
  static func hash(of text: String) -> UInt64 {
    SourceText(words: text).words.first?.hash ?? 0
  }
}
