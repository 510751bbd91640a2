// Gathers a report: one pass over the battles, and a few counts. Nothing is stored.

internal import LoopKit
package import SparCore
internal import SparStore

extension Engine {
  /// The numbers of the project, or of one run.
  ///
  /// - Parameter madeAt: what the report says of when it was made.
  package func report(_ options: ReportOptions = ReportOptions(), madeAt: Timestamp) throws -> Report {
    // Outside `read`, which makes the store's own errors of all that is thrown in it.
    try requireRun(options.run)
    let made = try store.read { try report(options, madeAt, $0) }
    try requireTarget(options.target, among: made.ratings)
    return made
  }

  private func report(_ options: ReportOptions, _ madeAt: Timestamp, _ reader: StoreReader) throws -> Report {
    let rules = try JuryRules.stored(in: reader, policy: options.policy)
    let battles = try readBattles(options, rules, reader)
    let isSimulated = { (name: String) in self.isSimulated(name) }
    let ratings = ReportRatings(battles.counts, isSimulated: isSimulated)
    let categories = ReportCategories(battles.counts, isSimulated: isSimulated)
    let target = try target(options, among: battles.counts.models)
    return Report(
      heading: try heading(options, ratings, madeAt, reader), ratings: ratings,
      matrix: ReportMatrix(battles.counts, order: ratings.models.map(\.name)), categories: categories,
      iterations: ReportIterations(battles.counts, isSimulated: isSimulated),
      judges: ReportJudges(battles.judges, isSimulated: isSimulated), taxonomies: try taxonomies(reader),
      difficulty: ReportDifficulty(categories, target: target, band: options.band),
      funnel: try funnel(options, ratings, reader),
      cost: ReportCost(
        byStage: try reader.costs(by: .stage, run: options.run),
        byModel: try reader.costs(by: .model, run: options.run)),
      battles: try sampled(battles, options, rules, reader))
  }

  private func requireRun(_ run: RecordID?) throws {
    guard let run, try !store.read({ try $0.runs() }).contains(where: { $0.id == run }) else { return }
    throw EngineError(.argument, "There is no \(run) in \(try store.path).", hint: "spar status lists the runs.")
  }

  private func requireTarget(_ name: String?, among ratings: ReportRatings) throws {
    let models = ratings.models.map(\.name)
    guard let name, !models.contains(name) else { return }
    throw EngineError(
      .argument, "\(name) has fought no battle.", hint: "Models that have: \(models.joined(separator: ", ")).")
  }

  private struct BattlesRead {
    var counts = BattleCounts()
    var judges: JudgeTally
    var sample: BattleSample
  }

  private func readBattles(
    _ options: ReportOptions, _ rules: JuryRules, _ reader: StoreReader
  ) throws -> BattlesRead {
    var read = BattlesRead(judges: JudgeTally(rules), sample: BattleSample(limit: options.battles))
    try reader.forEachBattle(run: options.run) { entry in
      // Verdicts on single turns of a dialogue decide nothing.
      let verdicts = entry.verdicts.filter { $0.turn == nil }
      guard !verdicts.isEmpty else { return }
      let judged = JudgedBattle(entry.battle, Self.counting(verdicts), rules: rules)
      read.counts.add(judged, entry.heading)
      read.judges.add(judged, isLongerA: entry.isLongerA)
      read.sample.add(judged)
    }
    return read
  }

  /// The model named, or the one hired, if it fought.
  private func target(_ options: ReportOptions, among models: [String]) throws -> String? {
    try (options.target.map { [$0] } ?? names(for: "target")).first { models.contains($0) }
  }

  private func heading(
    _ options: ReportOptions, _ ratings: ReportRatings, _ madeAt: Timestamp, _ reader: StoreReader
  ) throws -> ReportHeading {
    ReportHeading(
      database: try store.path.lastPathComponent, run: options.run, madeAt: madeAt.description,
      runs: try reader.runs().filter { options.run == nil || $0.id == options.run },
      counts: try reader.counts(run: options.run),
      simulated: ReportHeading.Simulated(ratings.models.map(\.isSimulated)))
  }

  private func taxonomies(_ reader: StoreReader) throws -> ReportTaxonomies {
    let coverage = Dictionary(grouping: try reader.coverage(), by: \.skill)
    let revisions = try reader.records(Taxonomy.self).map { ($0, try reader.provenance(of: $0.id)) }
    let bySkill = Dictionary(grouping: revisions) { $0.0.skill }
    // Every skill that a script has looked at has a revision; a report is of those that were used or revised.
    let used = bySkill.filter { $0.value.count > 1 }.map(\.key)
    return ReportTaxonomies(
      skills: Set(coverage.keys).union(used).sorted().map { skill in
        ReportTaxonomies.Skill(
          skill, coverage: coverage[skill] ?? [], revisions: bySkill[skill] ?? [],
          described: try? describe(skill).taxonomy)
      })
  }

  private func funnel(
    _ options: ReportOptions, _ ratings: ReportRatings, _ reader: StoreReader
  ) throws -> ReportFunnel {
    ReportFunnel(
      counts: try reader.counts(run: options.run), refined: try reader.refinementCount(run: options.run),
      ratings: ratings, rejections: try reader.rejectionCounts(run: options.run),
      datasets: try reader.datasetLines(run: options.run), gates: try reader.funnel(run: options.run))
  }

  private func sampled(
    _ read: BattlesRead, _ options: ReportOptions, _ rules: JuryRules, _ reader: StoreReader
  ) throws -> ReportBattles {
    var texts = ReportTexts(limit: options.textLimit)
    let entries = try read.sample.battles.compactMap { id -> ReportBattles.Entry? in
      guard let battle = try reader.record(Battle.self, id: id) else { return nil }
      let verdicts = try reader.records(Verdict.self, .of(id))
      let lineage = try reader.lineage(of: id)
      try texts.read(lineage.map(\.parent), reader)
      let parent = lineage.first { $0.child == id && $0.role == "instruction" }?.parent
      let instruction = try parent.flatMap { try reader.record(Instruction.self, id: $0) }
      return ReportBattles.Entry(
        judged: JudgedBattle(battle, Self.counting(verdicts), rules: rules), skill: instruction?.skill,
        type: instruction?.type, iteration: try reader.provenance(of: id)?.iteration,
        lineage: lineage.map { ReportBattles.Link(child: $0.child, role: $0.role, parent: $0.parent) })
    }
    return ReportBattles(total: read.counts.battles, textLimit: options.textLimit, list: entries, texts: texts)
  }
}
