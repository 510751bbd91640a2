// One simulated model: its name, its latent skill and its habits. The name says everything: `master?skill=0.7`.

internal import SparCore

/// A model of the simulated pool. Equal names behave equally, everywhere and always.
package struct SimulatedModel: Sendable, Equatable {
  /// The part of the name before `?`.
  package let name: String
  /// The whole name on the wire, parameters included; part of the seed of every draw.
  package let wireName: String
  /// Latent skill, 0 (knows nothing) to 1 (hardly errs).
  package private(set) var skill: Double
  /// How far skill varies between kinds of instruction: standard deviation in logits.
  package private(set) var spread = 1.0
  /// As a judge: standard deviation of the noise on a score, in points.
  package private(set) var noise = 0.6
  /// As a judge: points that the first seat gains over the second.
  package private(set) var position = 0.0
  /// As a judge: points that a response gains for each doubling of its length over the other's.
  package private(set) var length = 0.0
  /// Share of replies in a careless form: fenced, or a numbered list instead of JSON; 0–1.
  package private(set) var sloppy = 0.03
  /// As an editor: share of edits that change nothing, 0–1.
  package private(set) var idle = 0.04

  /// The models that have a name of their own, with their latent skills. The last four are the contenders.
  package static let builtIn: [(name: String, skill: Double)] = [
    ("author", 0.7), ("suggester", 0.7), ("editor", 0.7), ("judge", 0.7), ("reward", 0.7),
    ("embedder", 0.5), ("contender", 0.5),
    ("novice", 0.15), ("apprentice", 0.42), ("journeyman", 0.64), ("master", 0.86),
  ]

  /// The built-in contenders, the weakest first: this is the order that a leaderboard must find.
  package static let contenders = ["novice", "apprentice", "journeyman", "master"]

  /// Reads a name on the wire.
  ///
  /// - Throws: `model.unknown` for a name outside the pool, `model.parameter` for a parameter or a value it does not
  ///   know; both say what is known.
  package init(_ wireName: String) throws(ModelError) {
    let parts = wireName.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let known = Self.builtIn.first(where: { $0.name == name }) else { throw Self.unknownModel(name) }
    self.name = name
    self.wireName = wireName
    skill = known.skill
    guard parts.count > 1 else { return }
    for pair in parts[1].split(separator: "&") { try set(pair) }
  }

  private mutating func set(_ pair: Substring) throws(ModelError) {
    let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let parameter = Parameter(rawValue: sides[0]) else { throw unknownParameter(sides[0]) }
    let range = parameter.range
    guard sides.count == 2, let value = Double(sides[1]), range.contains(value) else {
      throw badValue(of: parameter, sides.count == 2 ? sides[1] : "")
    }
    switch parameter {
    case .skill: skill = value
    case .spread: spread = value
    case .noise: noise = value
    case .position: position = value
    case .length: length = value
    case .sloppy: sloppy = value
    case .idle: idle = value
    }
  }

  /// What may follow the `?`.
  private enum Parameter: String, CaseIterable {
    case skill, spread, noise, position, length, sloppy, idle

    var range: ClosedRange<Double> {
      switch self {
      case .skill, .sloppy, .idle: 0...1
      case .spread, .noise: 0...10
      case .position, .length: -10...10
      }
    }
  }
}

// MARK: Errors

extension SimulatedModel {
  private static func unknownModel(_ name: String) -> ModelError {
    let names = builtIn.map(\.name)
    let guess = Spelling.nearest(to: name, in: names).map { "Did you mean \"sim/\($0)\"? " } ?? ""
    return ModelError(
      code: "model.unknown", message: "The simulated pool has no model named \"sim/\(name)\".",
      hint: guess + "It has " + names.map { "sim/\($0)" }.joined(separator: ", ") + ".", exitCode: .configuration)
  }

  private func unknownParameter(_ word: String) -> ModelError {
    let names = Parameter.allCases.map(\.rawValue)
    let guess = Spelling.nearest(to: word, in: names).map { "Did you mean \"\($0)\"? " } ?? ""
    return ModelError(
      code: "model.parameter", message: "The simulated model \"sim/\(wireName)\" has no parameter \"\(word)\".",
      hint: guess + "Known are " + names.joined(separator: ", ") + ".", exitCode: .configuration)
  }

  private func badValue(of parameter: Parameter, _ value: String) -> ModelError {
    let (low, high) = (parameter.range.lowerBound, parameter.range.upperBound)
    return ModelError(
      code: "model.parameter",
      message: "The simulated model \"sim/\(wireName)\" has the value \"\(value)\" for \(parameter.rawValue).",
      hint: "Write a number from \(low) to \(high), as in sim/\(name)?\(parameter.rawValue)=\(max(low, 0.5)).",
      exitCode: .configuration)
  }
}
