// Contenders that say the same whatever they are asked (method §4.12): such "null models" have won benchmarks by their
// judges' weaknesses (Zheng et al., "Cheating automatic LLM benchmarks", arXiv 2410.07137).

internal import SparCore
internal import SparCuration
package import SparStore

/// How often one model repeats itself over different instructions.
package struct ContenderRepeats: Sendable, Equatable {
  package let model: String
  /// First responses, one per instruction.
  package let responses: Int
  /// Those that share most of their words with an earlier one, to another instruction.
  package let repeats: Int

  package var share: Double { Double(repeats) / Double(max(1, responses)) }
  /// Half of at least ten: few instructions are so alike that an honest answer is the same.
  package var isSuspicious: Bool { responses >= 10 && share >= 0.5 }

  /// All models with stored responses, those that repeat themselves most first. Reads page by page, on any thread.
  ///
  /// - Parameter threshold: the Jaccard overlap of 5-grams of words from which two responses are alike.
  /// - Throws: `curation.option_invalid`; `CancellationError`.
  package static func all(in store: Store, threshold: Double = 0.75) throws -> [ContenderRepeats] {
    let options = NearDuplicates.Options(threshold: threshold)
    var texts: [String: NearDuplicates] = [:], repeats: [String: Int] = [:]
    var query = RecordQuery(limit: 512)
    while true {
      try Task.checkCancellation()
      let page = try store.read { try $0.records(Response.self, query) }
      for (model, responses) in Dictionary(grouping: page.filter { $0.ordinal == 0 }, by: \.model) {
        // Taken out while it is changed, so that it is not copied.
        var known = try texts.removeValue(forKey: model) ?? NearDuplicates(options)
        repeats[model, default: 0] += known.add(responses.map(\.text)).count { $0 != nil }
        texts[model] = known
      }
      guard page.count == 512, let last = page.last else { break }
      query.after = last.id
    }
    return texts.map { ContenderRepeats(model: $0, responses: $1.count, repeats: repeats[$0] ?? 0) }
      .sorted { ($1.share, $0.model) < ($0.share, $1.model) }
  }
}
