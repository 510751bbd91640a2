// What a comparison of all texts finds, by sets of words in a row as text: nothing of Spar's is used for it.

enum ExactPairs {
  /// The pairs, by their numbers, whose sets of five words in a row overlap by the threshold or more; by way of the texts
  /// that share any.
  static func of(_ texts: [String], _ threshold: Double) -> Set<[Int]> {
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

  /// The texts that have to go where the first of near-duplicates stays, in their order.
  static func duplicates(by pairs: Set<[Int]>) -> [Int] {
    var gone: Set<Int> = []
    for pair in pairs.sorted(by: { ($0[1], $0[0]) < ($1[1], $1[0]) }) where !gone.contains(pair[0]) {
      gone.insert(pair[1])
    }
    return gone.sorted()
  }
}
