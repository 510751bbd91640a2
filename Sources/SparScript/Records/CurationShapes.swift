// The tables of curation: pairs, diversity, test sets, leaks.

internal import LuaKit
internal import SparCore
internal import SparCuration
internal import SparEngine
internal import SparStore

extension NearDuplicates.Pair {
  static let shape = ValueShape<NearDuplicates.Pair>(
    "duplicate_pair", "Two texts of a list that are near-duplicates.", hasKind: false,
    [
      .init("first", "integer", "the place of the earlier text") { LuaValue($0.first + 1) },
      .init("second", "integer", "the place of the later text") { LuaValue($0.second + 1) },
      .init("overlap", "number", "the share of n-grams that both have (Jaccard)") { .number($0.overlap) },
    ])
}

/// A diversity as scripts see it.
struct ShownDiversity: Sendable {
  let diversity: Diversity
  let tags: TagCoverage
  let vectors: String

  static let shape = ValueShape<ShownDiversity>(
    "diversity", "How different the texts of a list are from each other.", hasKind: false,
    [
      .init("count", "integer", "texts") { LuaValue($0.diversity.count) },
      .init("clusters", "integer", "clusters that were made of the list and what stands beside it") {
        LuaValue($0.diversity.clusters)
      },
      .init("occupied", "integer", "clusters that have texts of the list") { LuaValue($0.diversity.occupied) },
      .init("effective_clusters", "number", "evenly filled clusters that would be as diverse: exp of the entropy") {
        .number($0.diversity.effectiveClusters)
      },
      .init("nearest_mean", "number?", "distance (1 − cosine) to the nearest other text: the mean") {
        LuaValue($0.diversity.nearest?.mean)
      },
      .init("nearest_median", "number?", "the median") { LuaValue($0.diversity.nearest?.median) },
      .init("nearest_low", "number?", "what a tenth of the texts stays below") { LuaValue($0.diversity.nearest?.low) },
      .init("vendi", "number", "the Vendi score: how many different texts there are, in effect (arXiv 2210.02410)") {
        .number($0.diversity.vendi)
      },
      .init("sampled", "integer", "texts of which the Vendi score was taken") { LuaValue($0.diversity.sampled) },
      .init("tags", "integer", "different tags that occur") { LuaValue($0.tags.occurring) },
      .init("tag_share", "number?", "the share of the types that the skills have which occur") {
        LuaValue($0.tags.share)
      },
      .init("tags_per_text", "number", "on average") { .number($0.tags.perText) },
      .init("effective_tags", "number", "evenly used tags that would be as diverse") { .number($0.tags.effective) },
      .init("vectors", "string", "an embedding model, or `hashed`: vectors of the words alone") { .string($0.vectors) },
    ])
}

extension TestSet {
  static let shape = ValueShape<TestSet>(
    "test_set", "A test set as `arena.testsets` lists it; it never changes.", hasKind: false,
    [
      .init("name", "string", "its name") { .string($0.name) },
      .init("count", "integer", "its instructions") { LuaValue($0.items.count) },
      .init("diverse", "integer", "those drawn from every cluster") { LuaValue($0.count(of: "diverse")) },
      .init("hard", "integer", "those rated hardest") { LuaValue($0.count(of: "hard")) },
      .init("vectors", "string", "what clusters were made from: an embedding model, or `hashed`") {
        .string($0.vectors)
      },
      .init("definition", "string", "what was asked for, as JSON") { .string($0.definition.text) },
    ])

  private func count(of part: String) -> Int { items.count { $0.part == part } }
}

extension Leak {
  static let shape = ValueShape<Leak>(
    "leak", "A row that holds what a test set holds out.", hasKind: false,
    [
      .init("row", "integer", "its place in the list") { LuaValue($0.row + 1) },
      .init("instruction", "string", "the id of its instruction") { LuaValue($0.instruction) },
      .init("testset", "string", "the test set's name") { .string($0.testSet) },
      .init("position", "integer", "the item's place in the test set") { LuaValue($0.position) },
      .init("item", "string", "the id of the item's instruction") { LuaValue($0.item) },
      .init("kind", "string", "`same task`, `shared words`, `near-duplicate` or `neighbour`") { .string($0.kind) },
      .init("detail", "string", "the words they share, the overlap or the cosine") { .string($0.detail) },
      .init("reason", "string", "all of it in words") { .string($0.reason) },
    ])
}
