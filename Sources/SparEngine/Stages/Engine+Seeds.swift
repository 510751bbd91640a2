// Taking seeds in: reading and storing go on at the same time, and neither holds more than a batch.

internal import LoopKit
package import SparCore
package import SparDatasets
internal import SparStore

extension Engine {
  /// Reads files, folders and globs, and stores what they hold and the store does not.
  ///
  /// What was stored before an interruption stays: seeds are known by their keys, and loading again goes on from there.
  ///
  /// - Returns: the seeds in the order in which they were read, each once.
  package func loadSeeds(
    _ paths: [String], options: SeedOptions
  ) async throws -> (seeds: RecordSpans, report: SeedReport) {
    var options = options
    options.scriptExtensions = Set(seedScripts.keys)
    let feed = try SeedFeed(paths, options: options)
    progress.begin("seeds", of: 0)
    defer { progress.end("seeds") }
    let size = await offLoop { await feed.size }
    var intake = SeedIntake()
    var batch = try await offLoop { try await feed.next() }
    while true {
      try Task.checkCancellation()
      if let file = batch.file {
        intake.add(try await place(batch.drafts))
        try await read(file, from: feed, into: &intake)
        batch.drafts = []
      }
      progress.read("seeds", count: intake.seeds.count, bytes: batch.bytesRead, of: size)
      if batch.isLast, batch.drafts.isEmpty { break }
      let rest = SeedBatch(bytesRead: batch.bytesRead, isLast: batch.isLast)
      async let following = rest.isLast ? rest : offLoop { try await feed.next() }
      intake.add(try await place(batch.drafts))
      batch = try await following
    }
    var report = await feed.report
    report.settle(known: intake.known, duplicates: intake.duplicates)
    return (intake.seeds, report)
  }

  /// Takes in a text that a script brings along.
  package func seed(_ seed: Seed) async throws -> Stored<Seed> {
    try await keep([Draft(record: seed, key: .seed(seed))])[0]
  }

  /// Has a script read a file; what it raises costs that file alone.
  private func read(_ file: ScriptFile, from feed: SeedFeed, into intake: inout SeedIntake) async throws {
    guard let script = seedScripts[file.fileExtension] else { return }
    var count = 0, problem: String?, drafts: [Draft<Seed>] = []
    do {
      let documents = try await script.open(file)
      while let some = try await documents() {
        try Task.checkCancellation()
        count += some.count
        drafts += await feed.take(some, of: file, reader: script.definition)
        guard drafts.count >= Self.scriptBatch else { continue }
        intake.add(try await place(drafts))
        drafts = []
      }
    } catch let error where !(error is CancellationError) && (error as? any SparError)?.stopsEverything != true {
      problem = "\(script.name): \((error as? any SparError)?.message ?? "\(error)")"
    }
    intake.add(try await place(drafts))
    await feed.close(file, documents: count, problem: problem)
  }

  /// Seeds of a script's reader that are stored at once: it may give them one by one.
  private static var scriptBatch: Int { 1000 }

  /// Stores what is new; says which rows all of them have.
  private func place(_ drafts: [Draft<Seed>]) async throws -> [PlacedRecord] {
    if drafts.isEmpty { return [] }
    let provenance = provenance()
    return try await store.write { transaction in
      try drafts.map { try transaction.place($0.record, key: $0.key, provenance: provenance) }
    }
  }

  /// Runs work of an actor's on a thread of the pool: an actor that a task of the loop calls would run on the loop.
  func offLoop<Value: Sendable>(_ work: @Sendable () async throws -> Value) async rethrows -> Value {
    try await withTaskExecutorPreference(globalConcurrentExecutor, operation: work)
  }
}

extension ContentKey {
  /// By content and place in the document, not by path: the same corpus in another folder is the same corpus.
  static func seed(_ seed: Seed) -> ContentKey {
    ContentKey(
      "seed/1",
      ["type": seed.type, "text": seed.text, "language": seed.language ?? "", "chunk": String(seed.chunk)])
  }
}
