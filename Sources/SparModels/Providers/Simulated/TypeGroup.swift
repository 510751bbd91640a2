// Kinds of instruction that a simulated model is better or worse at, and which types belong to each.

internal import SparCore

/// A group of instruction types that call for the same ability.
enum TypeGroup: String, Sendable, CaseIterable {
  case facts, numbers, language, structure, argument, judgement, whole, extraction

  /// The group of a type; unknown types join the group whose words their name holds, or one by their name's hash.
  init(type: String) {
    if let known = Self.signs.first(where: { $0.words.contains(where: type.holds) }) {
      self = known.group
    } else {
      var random = SeededRandom(seed: 0, purpose: "simulated type group", type)
      self = Self.allCases[random.index(below: Self.allCases.count)]
    }
  }

  /// The group of an instruction of which only the form of its answer is known.
  init(form: AnswerForm) {
    switch form {
    case .short: self = .facts
    case .number: self = .numbers
    case .blank: self = .language
    case .sequence, .matching: self = .structure
    case .argument, .choice: self = .argument
    case .trueFalse: self = .judgement
    case .essay: self = .whole
    case .list, .table: self = .extraction
    }
  }

  /// Pieces of type names, the more special first.
  private static let signs: [(group: TypeGroup, words: [String])] = [
    (.numbers, ["numer", "fermi", "arithmetic", "quantit"]),
    (.extraction, ["extract", "quot", "table", "attribution", "unanswerable"]),
    (.structure, ["sequenc", "relationship", "matching", "text-structure", "cause", "multi-hop", "timeline"]),
    (.language, ["vocab", "paraphrase", "tone", "coref", "language", "fill"]),
    (
      .argument,
      [
        "strengthen", "weaken", "assumption", "flaw", "infer", "principle", "method", "argument", "conclusion",
        "support",
        "paradox", "dispute", "role", "parallel", "cannot-be-true", "must-be-true",
      ]
    ),
    (.judgement, ["critical", "evaluat", "fact-versus", "opinion", "compar", "predict", "counterfactual"]),
    (.whole, ["main-idea", "summar", "purpose", "synthes", "application", "theme"]),
    (.facts, ["literal", "fact", "detail", "comprehension"]),
  ]

  /// How much harder its instructions are than plain questions of fact, in logits.
  var difficulty: Double {
    switch self {
    case .facts, .language: 0
    case .extraction, .whole: 0.1
    case .numbers, .structure: 0.2
    case .judgement, .argument: 0.3
    }
  }

  /// How often its types are asked for: the square root of how many of the 43 types of reading comprehension it has, for
  /// the large groups are seldom drawn from as often as they are large.
  private var share: Double {
    switch self {
    case .facts: 1.4
    case .numbers: 1
    case .language: 2
    case .structure: 2.2
    case .argument: 4.2
    case .judgement: 2.4
    case .whole: 2
    case .extraction: 1.7
    }
  }

  /// What a built-in model is better (or worse) at this group by, in standard deviations; nothing for other names.
  func talent(of name: String) -> Double { Self.talents[name]?[self] ?? 0 }

  /// Chosen so that the contenders' order holds in most groups, while the apprentice, the usual target of training,
  /// has a group that is too easy for it and two that are too hard.
  private static let talentSeed: UInt64 = 1251

  private static let talents = Dictionary(
    uniqueKeysWithValues: SimulatedModel.builtIn.map { ($0.name, talents(of: $0.name)) })

  /// One draw per group. Over all types they sum to nothing, so that the latent skill stays what it says.
  private static func talents(of name: String) -> [TypeGroup: Double] {
    let drawn = allCases.map { group in
      var random = SeededRandom(seed: talentSeed, purpose: "simulated talent", name, group.rawValue)
      return max(-1.8, min(1.8, random.normal()))
    }
    let mean = zip(allCases, drawn).reduce(0) { $0 + $1.0.share * $1.1 } / allCases.reduce(0) { $0 + $1.share }
    return Dictionary(uniqueKeysWithValues: zip(allCases, drawn.map { $0 - mean }))
  }
}
