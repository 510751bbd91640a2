// Near-duplicates against the comparison of all pairs.

import SparCore
@testable import SparCuration
import Testing

@Suite("Near-duplicates")
struct NearDuplicatesTests {
  private func allPairs(_ texts: [String], _ threshold: Double) -> [NearDuplicates.Pair] {
    let grams = texts.map { PlantedTexts.grams($0, 5) }
    var pairs: [NearDuplicates.Pair] = []
    for second in texts.indices {
      for first in 0..<second {
        let shared = Double(grams[first].intersection(grams[second]).count)
        let overlap = shared / (Double(grams[first].count + grams[second].count) - shared)
        if overlap >= threshold { pairs.append(.init(first: first, second: second, overlap: overlap)) }
      }
    }
    return pairs
  }

  @Test("of the pairs above the threshold at least 98 % are found, and no other", arguments: [0.4, 0.5, 0.75, 0.9])
  func recall(threshold: Double) throws {
    let texts = PlantedTexts(originals: 40, words: 120, exchanged: [1, 1, 2, 4, 8]).texts
    let expected = allPairs(texts, threshold)
    let found = try NearDuplicates.pairs(in: texts, .init(threshold: threshold))
    #expect(expected.count >= 50)
    #expect(found.allSatisfy(expected.contains))
    #expect(Double(found.count) >= 0.98 * Double(expected.count), "\(found.count) of \(expected.count)")
    #expect(found == found.sorted { ($0.second, $0.first) < ($1.second, $1.first) })
  }

  @Test("who comes first stays, and nothing is compared with what was turned away")
  func first() throws {
    var index = try NearDuplicates(.init(threshold: 0.5, words: 1))
    let matches = index.add(["a b c d", "x y z", "a b c e", "b c e f", "X, Y, Z!"])
    #expect(matches == [nil, nil, .init(number: 0, overlap: 0.6), nil, .init(number: 1, overlap: 1)])
    #expect(index.count == 5)
    let later = index.add(["a b c d e"])
    #expect(later == [.init(number: 0, overlap: 0.8)])
  }

  @Test("the same texts stay however they are handed over")
  func batches() throws {
    let texts = PlantedTexts(originals: 300, words: 30, exchanged: [1, 2, 3], seed: 11).texts
    var whole = try NearDuplicates(), parts = try NearDuplicates(), single = try NearDuplicates()
    let matches = whole.add(texts)
    #expect(matches.count { $0 != nil } > 50)
    let inParts = parts.add(Array(texts[..<7])) + parts.add(Array(texts[7...]))
    let oneByOne = texts.flatMap { single.add([$0]) }
    #expect(inParts == matches && oneByOne == matches)
  }

  @Test("a text can be looked up without being taken in, some left out of account")
  func lookup() throws {
    var index = try NearDuplicates(.init(threshold: 0.5, words: 1))
    let numbers = ["a b c d", "a b c"].map { index.insert($0) }
    let any = index.nearest(to: "a b c d"), other = index.nearest(to: "a b c d") { $0 != 0 }
    let none = index.nearest(to: "k l m")
    #expect(numbers == [0, 1] && index.count == 2)
    #expect(any == .init(number: 0, overlap: 1) && other == .init(number: 1, overlap: 0.75) && none == nil)
  }

  @Test("many equal texts take no time that grows with their pairs", .timeLimit(.minutes(5)))
  func equals() throws {
    var index = try NearDuplicates()
    let matches = index.add(
      [String](repeating: "Write one sentence about the tides of the northern sea.", count: 20_000))
    #expect(matches.count { $0 == nil } == 1)
  }

  @Test("a group of equals that fills a batch is compared with its first alone", .timeLimit(.minutes(5)))
  func equalsInOneBatch() throws {
    // As many others before it that a batch is as large as it gets.
    let others = (0..<9000).map { "Text \($0) of many: \($0 &* 7919) \($0 &* 104_729) and \($0 &* 1_299_709)." }
    var index = try NearDuplicates()
    let matches = index.add(
      others + [String](repeating: "Name the lights between both capes, north to south.", count: 8192))
    #expect(matches.prefix(9000).allSatisfy { $0 == nil })
    #expect(matches.dropFirst(9000).count { $0?.number == 9000 } == 8191)
  }

  @Test("the nearest is reported whether it was kept before or came with the same batch")
  func nearest() throws {
    let texts = ["a b c d e f", "a b c d e x", "a b c d y z", "a b c d e x f"]
    var whole = try NearDuplicates(.init(threshold: 0.6, words: 1)), parts = whole
    let matches = whole.add(texts)
    #expect(matches == [nil, .init(number: 0, overlap: 5.0 / 7), nil, .init(number: 0, overlap: 6.0 / 7)])
    #expect(parts.add(Array(texts[..<3])) + parts.add([texts[3]]) == matches)
    var strict = try NearDuplicates(.init(threshold: 0.8, words: 1))
    _ = strict.add([texts[2]])
    #expect(strict.add([texts[0], "a b c d e f g", "a b c d e f g h"]).map { $0?.number } == [nil, 1, nil])
  }

  @Test("a text that another one of its batch is nearer to than one that was kept before")
  func nearerInBatch() throws {
    var index = try NearDuplicates(.init(threshold: 0.5, words: 1))
    _ = index.add(["a b c d e f g h"])
    let matches = index.add(["a b c d p q r s", "a b c d e f p q r s"])
    #expect(matches[0] == nil && matches[1] == .init(number: 1, overlap: 0.8))
  }

  @Test("short and empty texts are compared as a whole")
  func short() throws {
    var index = try NearDuplicates()
    let matches = index.add(["Why?", "why", "", "Why not?", " "])
    #expect(matches.map { $0?.number } == [nil, 0, nil, nil, 2])
  }

  @Test("options that cannot work are refused")
  func options() {
    #expect(throws: CurationError.self) { try NearDuplicates(.init(threshold: 0.75, words: 0)) }
    #expect(throws: CurationError.self) { try NearDuplicates(.init(threshold: 2)) }
  }

  @Test(
    "recorded questions are no near-duplicates of each other, and each is one of its own edit",
    .enabled(if: SharedData.isPresent, SharedData.missing))
  func recorded() throws {
    let questions = try Array(SharedData.texts("benchmarks/gsm8k_test.jsonl", "question").prefix(300))
    var index = try NearDuplicates()
    let stayed = index.add(questions).count { $0 == nil }
    #expect(stayed >= 299)
    let edited = questions.map { $0.uppercased() + " Answer." }.filter { $0.count > 250 }
    #expect(edited.count > 50)
    let added = index.add(edited)
    #expect(added.count { $0 == nil } == 0)
  }
}
