// Every judged battle of the project, one after the other, as ratings read them. What is fitted is SparStats'.

package import SparCore
package import SparStats
package import SparStore

/// What ratings can be made apart for.
package enum BattleGrouping: String, Sendable, CaseIterable {
  /// The taxonomy's skill and type, or the category that a log names.
  case category
  /// The form of the prompt.
  case syntax
  /// Each judge's own verdicts.
  case judge
}

/// What a battle came to, and what it is grouped and controlled by.
package struct BattleReading: Sendable {
  package var modelA: String
  package var modelB: String
  package var outcome: Outcome
  /// What it is worth to model A, 0 to 1; `nil` where the outcome is not rated.
  package var points: Double?
  package var weight: Double
  /// `nil` where nothing is known, and where nothing is grouped.
  package var group: String?
  package var style: StyleDifference?

  package init(
    _ modelA: String, _ modelB: String, outcome: Outcome, points: Double?, weight: Double = 1, group: String? = nil,
    style: StyleDifference? = nil
  ) {
    self.modelA = modelA
    self.modelB = modelB
    self.outcome = outcome
    self.points = points
    self.weight = weight
    self.group = group
    self.style = style
  }

  /// `nil` where the outcome is not rated.
  package var rated: RatedBattle? {
    points.map { RatedBattle(modelA, modelB, outcome: $0, weight: weight, style: style) }
  }
}

/// Reads page by page, on whatever thread: 25 million battles take no more room than a thousand, and whoever else reads
/// waits for one page at the most.
package struct BattleStream: Sendable {
  private let store: Store
  private let grouping: BattleGrouping?
  private let isStyled: Bool
  private let rules: JuryRules
  private static let page: Int64 = 1024

  /// - Parameter rules: how several verdicts on one battle are read.
  package init(_ store: Store, by grouping: BattleGrouping? = nil, isStyled: Bool = false, rules: JuryRules) {
    self.store = store
    self.grouping = grouping
    self.isStyled = isStyled
    self.rules = rules
  }

  /// Calls `body` in the order in which the battles were fought.
  ///
  /// - Throws: `CancellationError` where the task was told to stop.
  package func forEach(_ body: (BattleReading) throws -> Void) throws {
    let last = try store.read { try $0.lastBattleRow() }
    for start in stride(from: 1, through: last, by: Int64.Stride(Self.page)) {
      try Task.checkCancellation()
      for reading in try readings(in: start...min(last, start + Self.page - 1)) { try body(reading) }
    }
  }

  private func readings(in rows: ClosedRange<Int64>) throws -> [BattleReading] {
    try store.read { reader in
      let lines = try reader.battleLines(in: rows, grouping.detail, withTexts: isStyled)
      let juries = try juries(of: lines.filter(\.hasMore).map(\.id), reader)
      return lines.flatMap { line in
        juries[line.id].map { readings(line, of: $0) } ?? [BattleReading(line, self)]
      }
    }
  }

  /// Battles with several verdicts, in full.
  private func juries(of ids: [RecordID], _ reader: StoreReader) throws -> [RecordID: Jury] {
    guard !ids.isEmpty else { return [:] }
    let verdicts = Dictionary(grouping: try reader.records(Verdict.self, .of(ids)), by: \.battle)
    var juries: [RecordID: Jury] = [:]
    for id in ids {
      guard let battle = try reader.record(Battle.self, id: id) else { continue }
      juries[id] = Jury(battle: battle, verdicts: Engine.counting(verdicts[id] ?? []))
    }
    return juries
  }

  private struct Jury {
    let battle: Stored<Battle>
    let verdicts: [Stored<Verdict>]
  }

  private func readings(_ line: BattleLine, of jury: Jury) -> [BattleReading] {
    let parts = grouping == .judge ? Dictionary(grouping: jury.verdicts, by: \.judge) : ["": jury.verdicts]
    return parts.sorted { $0.key < $1.key }.map { judge, verdicts in
      var reading = BattleReading(line, self)
      if grouping == .judge { reading.group = judge }
      reading.take(JudgedBattle(jury.battle, verdicts, rules: rules))
      return reading
    }
  }

  fileprivate func group(of line: BattleLine) -> String? {
    switch grouping {
    case nil: nil
    case .category: Self.category(skill: line.detail, type: line.furtherDetail)
    case .syntax:
      line.detail.map { PromptSyntax(of: $0, hasFurtherTurns: line.furtherDetail != nil).rawValue }
    case .judge: line.detail
    }
  }

  fileprivate func style(of line: BattleLine) -> StyleDifference? {
    guard isStyled, line.texts.count == 2 else { return nil }
    return StyleDifference(TextStyle(of: line.texts[0]), TextStyle(of: line.texts[1]))
  }

  /// `skill/type`, or what of it is known.
  package static func category(skill: String?, type: String?) -> String? {
    let parts = [skill, type].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}

extension BattleReading {
  /// What one verdict alone comes to; where there are more, `take` says what all of them come to.
  fileprivate init(_ line: BattleLine, _ stream: BattleStream) {
    let outcome = line.state.outcome
    self.init(
      line.modelA, line.modelB, outcome: outcome, points: outcome.isRated ? line.preference ?? outcome.points : nil,
      weight: line.weight, group: stream.group(of: line), style: stream.style(of: line))
  }

  package mutating func take(_ judged: JudgedBattle) {
    outcome = judged.outcome
    points = judged.points
    weight = judged.weight
  }
}

extension BattleGrouping? {
  fileprivate var detail: BattleDetail {
    switch self {
    case nil: .nothing
    case .category: .category
    case .syntax: .prompt
    case .judge: .judge
    }
  }
}
