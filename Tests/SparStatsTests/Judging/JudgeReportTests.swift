// Reports on judges, on ballots whose numbers can be counted by hand.

import SparStats
import Testing

@Suite("Reports on judges") struct JudgeReportTests {
  /// One ballot of each battle: 1, 0, 0.5 or nothing.
  private func ballots(_ judge: String, _ points: [Double?]) -> [JudgeBallot] {
    points.enumerated().map { JudgeBallot(battle: $0.offset, judge: judge, points: $0.element) }
  }

  private let gold: [Int: Double] = [0: 1, 1: 1, 2: 0, 3: 0]

  @Test("accuracy counts what could not be judged as not right; kappa and alpha leave it out")
  func accuracy() throws {
    let report = JudgeReport(ballots("j", [1, nil, 0, 0]), gold: gold)
    let line = try #require(report.judges.first)
    #expect(line.gold == 4 && line.accuracy == 0.75 && line.kappa == 1 && line.alpha == 1)
    // (3 + 1) / (4 + 2): odds of two to one.
    #expect(abs((line.weight ?? 0) - 0.693147) < 1e-6)
  }

  @Test("Cohen's kappa of three right of four between two equal sides is one half")
  func kappa() throws {
    let line = try #require(JudgeReport(ballots("j", [1, 0, 0, 0]), gold: gold).judges.first)
    #expect(line.accuracy == 0.75 && line.kappa == 0.5)
  }

  @Test("flips, seats, lengths, ties and failures are shares of what there was to count")
  func rates() throws {
    var flipped = JudgeBallot(battle: 0, judge: "j", points: 0.5)
    (flipped.isSeated, flipped.isFlipped, flipped.first, flipped.readings) = (true, true, 2, 2)
    var steady = JudgeBallot(battle: 1, judge: "j", points: 1)
    (steady.isSeated, steady.first, steady.second, steady.readings) = (true, 1, 1, 2)
    steady.choseLonger = true
    var failed = JudgeBallot(battle: 2, judge: "j", points: nil)
    (failed.readings, failed.unread) = (2, 1)
    let line = try #require(JudgeReport([flipped, steady, failed]).judges.first)
    #expect(line.flipRate == 0.5 && line.firstSeatRate == 0.75 && line.longerRate == 1)
    #expect(line.tieRate == 0.5 && line.nullRate == 1.0 / 6)
    #expect(line.accuracy == nil && line.weight == nil)
  }

  @Test("a rate without anything to count is nothing, not 0")
  func nothing() throws {
    let line = try #require(JudgeReport([JudgeBallot(battle: 0, judge: "j", points: nil)]).judges.first)
    #expect(line.flipRate == nil && line.firstSeatRate == nil && line.tieRate == nil && line.nullRate == nil)
    #expect(JudgeReport([]).judges.isEmpty && JudgeReport([]).jury == nil)
  }

  @Test("judges that are rather wrong get no weight")
  func wrong() {
    #expect(JudgeReport(ballots("j", [0, 0, 1, 1]), gold: gold).judges[0].weight == 0)
  }

  @Test("three judges who err apart are better together than the best of them")
  func jury() throws {
    let members = ballots("x", [0, 1, 0, 0]) + ballots("y", [1, 0, 0, 0]) + ballots("z", [1, 1, 1, 0])
    let report = JudgeReport(members, gold: gold)
    let jury = try #require(report.jury)
    #expect(jury.items == 4 && jury.accuracy == 1 && jury.best == "x" && jury.bestAccuracy == 0.75)
    #expect(report.pairs.map(\.agreement) == [0.5, 0.5, 0.5])
    #expect(try #require(report.effectiveVotes) > 2)
  }

  @Test("three copies are worth one vote, and no better than one")
  func copies() throws {
    let members = ["x", "y", "z"].flatMap { ballots($0, [1, 0, 0, 0]) }
    let report = JudgeReport(members, gold: gold)
    #expect(report.jury?.accuracy == 0.75 && report.jury?.bestAccuracy == 0.75)
    #expect(abs(try #require(report.effectiveVotes) - 1) < 1e-9 && report.alpha == 1)
  }

  @Test("a jury is compared on the items that all of its members were asked about")
  func common() {
    let members = ballots("x", [1, 1, 0, 0]) + ballots("y", [1, 1])
    #expect(JudgeReport(members, gold: gold).jury?.items == 2)
    #expect(JudgeReport(ballots("x", [1]), gold: gold).jury == nil)
  }
}
