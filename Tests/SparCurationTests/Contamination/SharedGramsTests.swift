// Runs of words that texts share with items of a benchmark.

@testable import SparCuration
import Testing

@Suite("Shared n-grams")
struct SharedGramsTests {
  private let item = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"

  @Test("thirteen words in a row are a hit, twelve are none")
  func length() throws {
    var grams = try SharedGrams()
    let isLong = ["Nothing of the kind is to be found in this one, whatever else it may hold.", item].map {
      grams.add($0)
    }
    #expect(isLong == [true, true])
    let thirteen = "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    let hit = grams.hit(in: "Say: Two, three four five six seven eight nine ten ELEVEN twelve thirteen fourteen!")
    #expect(hit == .init(item: 1, shared: thirteen))
    #expect(grams.hit(in: "three four five six seven eight nine ten eleven twelve thirteen fourteen") == nil)
    #expect(grams.hit(in: "one two three four five six SEVEN EIGHT nine ten eleven thirteen twelve fourteen") == nil)
    #expect(grams.hit(in: "") == nil)
  }

  @Test("a shorter item is looked for as a whole, a very short one not at all")
  func shortItems() throws {
    var grams = try SharedGrams()
    let isLong = ["How many eggs do three ducks lay a day?", "How many eggs a day?"].map { grams.add($0) }
    #expect(isLong == [true, false] && grams.count == 2)
    #expect(grams.hit(in: "Tell me: how many eggs do three ducks lay a day, please?")?.item == 0)
    #expect(grams.hit(in: "How many eggs a day? How many eggs do three ducks lay a week?") == nil)
  }

  @Test("nothing is found where nothing was added, and an n-gram has words")
  func edges() throws {
    let grams = try SharedGrams()
    #expect(grams.hits(in: [item, ""]) == [nil, nil])
    #expect(throws: CurationError.self) { try SharedGrams(words: 0) }
  }

  @Test(
    "every recorded item is found in a text that quotes it, none in texts that do not",
    .enabled(if: SharedData.isPresent, SharedData.missing))
  func recorded() throws {
    let items = try SharedData.texts("benchmarks/gsm8k_test.jsonl", "question")
    var grams = try SharedGrams()
    var isFindable: [Bool] = []
    for item in items { isFindable.append(grams.add(item)) }
    let quoting = items.map { "Solve this:\n\"\($0.lowercased())\"\nShow every step." }
    let hits = grams.hits(in: quoting)
    #expect(zip(isFindable, hits).allSatisfy { $0 == ($1 != nil) })
    #expect(zip(items.indices, hits).count { $0 == $1?.item } >= items.count - 3)
    let tasks = try SharedData.texts("instructions/self_instruct_seed_tasks.jsonl", "instruction")
    #expect(grams.hits(in: tasks).allSatisfy { $0 == nil })
  }
}
