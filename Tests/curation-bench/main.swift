// What scripts/bench-dedup measures: a file of texts, one on each line, freed of near-duplicates; and for the first of them
// the pairs that a comparison of all finds, by sets of words in a row, against those that MinHash finds.

import Glibc
import SparCuration

/// Lines of a file, without their ends.
private func lines(of path: String) -> [String] {
  guard let file = fopen(path, "r") else {
    print("cannot read \(path)")
    exit(64)
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
}

private func seconds(_ work: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  let time = try clock.measure(work).components
  return Double(time.seconds) + Double(time.attoseconds) / 1e18
}

/// The pairs whose sets of five words in a row overlap by the threshold or more, by way of the texts that share any.
private func exactPairs(_ texts: ArraySlice<String>, _ threshold: Double) -> Set<[Int]> {
  let grams = texts.map { text -> Set<String> in
    let words = text.split(separator: " ")
    guard words.count > 5 else { return [words.joined(separator: " ")] }
    return Set((0...(words.count - 5)).map { words[$0..<($0 + 5)].joined(separator: " ") })
  }
  var owners: [String: [Int]] = [:]
  var pairs: Set<[Int]> = []
  for (text, own) in grams.enumerated() {
    var shared: [Int: Int] = [:]
    for gram in own {
      for other in owners[gram] ?? [] { shared[other, default: 0] += 1 }
      owners[gram, default: []].append(text)
    }
    for (other, count) in shared {
      let overlap = Double(count) / Double(own.count + grams[other].count - count)
      if overlap >= threshold { pairs.insert([other, text]) }
    }
  }
  return pairs
}

guard CommandLine.arguments.count == 4, let exact = Int(CommandLine.arguments[2]),
  let threshold = Double(CommandLine.arguments[3])
else {
  print("usage: curation-bench FILE EXACT THRESHOLD")
  exit(64)
}
private let texts = lines(of: CommandLine.arguments[1])
private let options = NearDuplicates.Options(threshold: threshold)
private var duplicates = 0
private let time = try seconds {
  var index = try NearDuplicates(options)
  duplicates = index.add(texts).count { $0 != nil }
}
private let expected = exactPairs(texts.prefix(exact), threshold)
private let found = try Set(
  NearDuplicates.pairs(in: Array(texts.prefix(exact)), options).map { [$0.first, $0.second] })
print("{\"texts\": \(texts.count), \"duplicates\": \(duplicates), \"seconds\": \(time),")
print(" \"exact_pairs\": \(expected.count), \"found\": \(expected.intersection(found).count),")
print(" \"wrong\": \(found.subtracting(expected).count)}")
