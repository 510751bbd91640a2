// What scripts/bench-dedup measures. Each command prints its figures as JSON.
//
//     free FILE THRESHOLD          the lines of a file, freed of near-duplicates, from the file to what stays
//     check FILE COUNT THRESHOLD   the first lines: the pairs that MinHash finds, against a comparison of all
//     grams FILE COUNT             the lines of a file that share 13 words in a row with one of its first

import Glibc
import SparCuration

private func fail(_ reason: String) -> Never {
  print(reason)
  exit(64)
}

private func open(_ path: String) -> Lines {
  guard let lines = Lines(path) else { fail("cannot read \(path)") }
  return lines
}

/// Seconds by the clock, and of all cores together.
private func measure(_ work: () throws -> Void) rethrows -> (wall: Double, cpu: Double) {
  let began = clock()
  let time = try ContinuousClock().measure(work).components
  return (Double(time.seconds) + Double(time.attoseconds) / 1e18, Double(clock() - began) / Double(CLOCKS_PER_SEC))
}

private func free(_ path: String, _ threshold: Double) throws {
  var texts = 0, duplicates = 0
  let time = try measure {
    let lines = open(path)
    var index = try NearDuplicates(.init(threshold: threshold))
    while case let batch = lines.next(8192), !batch.isEmpty {
      texts += batch.count
      duplicates += index.add(batch).count { $0 != nil }
    }
  }
  print("{\"texts\": \(texts), \"duplicates\": \(duplicates), \"seconds\": \(time.wall), \"cpu\": \(time.cpu)}")
}

private func check(_ path: String, _ count: Int, _ threshold: Double) throws {
  let texts = open(path).next(count)
  let options = NearDuplicates.Options(threshold: threshold)
  let exact = ExactPairs.of(texts, threshold)
  let found = try Set(NearDuplicates.pairs(in: texts, options).map { [$0.first, $0.second] })
  var index = try NearDuplicates(options)
  let flagged = index.add(texts).map { $0 != nil }
  let expected = ExactPairs.duplicates(by: exact)
  print("{\"pairs\": \(exact.count), \"found\": \(exact.intersection(found).count),")
  print(" \"wrong\": \(found.subtracting(exact).count),")
  print(" \"found_duplicates\": \(expected.count { flagged[$0] }), \"duplicates\": \(expected)}")
}

private func grams(_ path: String, _ count: Int) throws {
  let lines = open(path)
  var items = try SharedGrams()
  for item in lines.next(count) { items.add(item) }
  var texts = 0, hits = 0
  let time = measure {
    while case let batch = lines.next(8192), !batch.isEmpty {
      texts += batch.count
      hits += items.hits(in: batch).count { $0 != nil }
    }
  }
  print("{\"texts\": \(texts), \"hits\": \(hits), \"seconds\": \(time.wall), \"cpu\": \(time.cpu)}")
}

private let given = Array(CommandLine.arguments.dropFirst())
switch (given.first, given.count) {
case ("free", 3): try free(given[1], Double(given[2]) ?? 0)
case ("check", 4): try check(given[1], Int(given[2]) ?? 0, Double(given[3]) ?? 0)
case ("grams", 3): try grams(given[1], Int(given[2]) ?? 0)
default: fail("usage: curation-bench free FILE THRESHOLD | check FILE COUNT THRESHOLD | grams FILE COUNT")
}
