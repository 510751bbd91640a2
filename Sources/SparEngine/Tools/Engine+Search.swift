// Searching the project's seeds: by their words, by what they mean, or by both; and a server of the user's own.

internal import LoopKit
package import SparCore
package import SparModels
package import SparStore

package enum SearchMethod: String, Sendable, CaseIterable {
  /// BM25 over titles and texts.
  case words
  /// The angle between vectors of the embedder; a seed is embedded when it is first searched.
  case embedding
  case both
}

package struct SearchOptions: Sendable {
  package var count = 5
  package var method = SearchMethod.words
  package var match = WordMatch.any
  /// Only seeds of this type.
  package var type: String?
  /// The embedding model; the embedder where it is `nil`.
  package var model: String?

  package init() {}
}

extension Engine {
  /// The seeds that fit a text best, best first; those that fit equally well in the order of their keys.
  package func search(_ text: String, options: SearchOptions) async throws -> [SeedHit] {
    switch options.method {
    case .words: try byWords(text, options, options.count)
    case .embedding: try await byEmbedding(text, options, options.count)
    case .both:
      Array(
        fused(try byWords(text, options, depth(options)), try await byEmbedding(text, options, depth(options)))
          .prefix(options.count))
    }
  }

  private func byWords(_ text: String, _ options: SearchOptions, _ limit: Int) throws -> [SeedHit] {
    try store.read { try $0.search(seeds: text, matching: options.match, type: options.type, limit: limit) }
  }

  private func byEmbedding(_ text: String, _ options: SearchOptions, _ limit: Int) async throws -> [SeedHit] {
    guard !text.allSatisfy(\.isWhitespace) else { return [] }
    let question = Direction(try await embed([text], model: options.model)[0])
    var best = BestHits(limit)
    var query = RecordQuery(limit: 256)
    while true {
      let page = try store.read { [query] in try $0.records(Seed.self, query) }
      let seeds = page.filter { !$0.text.isEmpty && (options.type == nil || $0.type == options.type) }
      let vectors = seeds.isEmpty ? [] : try await embed(seeds.map(\.text), model: options.model)
      for (seed, vector) in zip(seeds, vectors) { best.add(seed, question.cosine(to: vector)) }
      guard page.count == query.limit, let last = page.last else { return best.hits }
      query.after = last.id
      // Vectors that are stored already are read without waiting: others must have their turn.
      await Task.yield()
    }
  }

  /// How far down two rankings are looked through that are made one.
  private func depth(_ options: SearchOptions) -> Int { max(50, 4 * options.count) }

  /// Two rankings as one, by reciprocal ranks with the constant 60 (Cormack, Clarke, Büttcher, SIGIR 2009).
  private func fused(_ words: [SeedHit], _ meanings: [SeedHit]) -> [SeedHit] {
    var scores: [RecordID: Double] = [:]
    for ranking in [words, meanings] {
      for (rank, hit) in ranking.enumerated() { scores[hit.seed.id, default: 0] += 1 / Double(61 + rank) }
    }
    var seen = Set<RecordID>()
    return (words + meanings).filter { seen.insert($0.seed.id).inserted }
      .map { SeedHit(seed: $0.seed, score: scores[$0.seed.id] ?? 0, snippet: $0.snippet) }
      .sorted { ($1.score, $0.seed.key) < ($0.score, $1.seed.key) }
  }
}

/// A vector of length 1.
private struct Direction {
  let numbers: [Float]

  init(_ vector: [Float]) {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    numbers = length > 0 ? vector.map { $0 / length } : vector
  }

  /// 0 where one of them is all zeros or has other dimensions.
  func cosine(to vector: [Float]) -> Double {
    guard vector.count == numbers.count else { return 0 }
    var (dot, square): (Float, Float) = (0, 0)
    for index in numbers.indices {
      dot += numbers[index] * vector[index]
      square += vector[index] * vector[index]
    }
    return square > 0 ? Double(dot / square.squareRoot()) : 0
  }
}

/// The best of many, best first.
private struct BestHits {
  private(set) var hits: [SeedHit] = []
  private let limit: Int

  init(_ limit: Int) { self.limit = limit }

  mutating func add(_ seed: Stored<Seed>, _ score: Double) {
    let place = hits.firstIndex { ($0.score, seed.key) < (score, $0.seed.key) } ?? hits.count
    guard place < limit else { return }
    hits.insert(SeedHit(seed: seed, score: score), at: place)
    if hits.count > limit { hits.removeLast() }
  }
}

// MARK: A server of the user's own

/// Where a search server's answer has what.
package struct SearchFields: Sendable, Equatable {
  /// The path of the list, with dots; the answer itself where it is empty.
  package var results = "results"
  package var text = "text"
  package var title = "title"
  package var origin = "url"

  package init() {}
}

/// A text that a search server found.
package struct FoundText: Sendable, Equatable {
  package var text: String
  package var title: String?
  package var origin: String?
}

extension Engine {
  package func search(
    _ words: String, at endpoint: SearchEndpoint, reading fields: SearchFields, count: Int
  ) async throws -> [FoundText] {
    let answer = try await models.search(words, at: endpoint)
    guard let list = Self.value(at: fields.results, in: answer)?.array else {
      let place = fields.results.isEmpty ? "is no list" : "has no list at '\(fields.results)'"
      throw EngineError(.tool, "The search server's answer \(place).", hint: "The option `results` says where it is.")
    }
    return list.lazy.compactMap { Self.found($0, fields) }.prefix(count).map { $0 }
  }

  nonisolated private static func found(_ item: JSON, _ fields: SearchFields) -> FoundText? {
    guard let text = item.string ?? value(at: fields.text, in: item)?.string else { return nil }
    return FoundText(
      text: text, title: value(at: fields.title, in: item)?.string, origin: value(at: fields.origin, in: item)?.string)
  }

  nonisolated private static func value(at path: String, in json: JSON) -> JSON? {
    path.split(separator: ".").reduce(json as JSON?) { value, name in value?[String(name)] }
  }
}
