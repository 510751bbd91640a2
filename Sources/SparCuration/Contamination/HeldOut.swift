// Tasks that are kept out of training, and how a task leaks one: the same words, a run of words, a near-duplicate. Where
// both are about passages, these must be alike too: "Summarise the passage" about another one is another task.

package struct HeldOut: Sendable {
  package struct Task: Sendable, Equatable {
    /// What is asked, further turns included, without the passage.
    package let text: String
    /// The passage it is about; `nil` where nobody is shown one.
    package let passage: String?

    package init(text: String, passage: String? = nil) {
      self.text = text
      self.passage = passage
    }
  }

  /// How a task leaks another one.
  package enum Sign: Equatable, Sendable {
    case same
    /// The words that both have in a row.
    case sharedWords(String)
    /// The overlap of both.
    case nearDuplicate(Double)
    /// The cosine of both.
    case neighbour(Double)
  }

  package struct Leak: Equatable, Sendable {
    /// The number of the held-out task, from 0.
    package let item: Int
    package let sign: Sign
  }

  package let items: [Task]
  private var numbers: [[String]: [Int]] = [:]
  private var grams: SharedGrams
  private var near: NearDuplicates

  /// - Throws: `curation.option_invalid`.
  package init(_ items: [Task], words: Int = 13, threshold: Double = 0.75) throws(CurationError) {
    self.items = items
    grams = try SharedGrams(words: words)
    near = try NearDuplicates(.init(threshold: threshold))
    for (number, item) in items.enumerated() {
      numbers[Words.list(item.text), default: []].append(number)
      grams.add(item.text)
      _ = near.insert(item.text)
    }
  }

  /// The clearest sign that a task leaks an item; `nil` where there is none.
  package func leak(of task: Task) -> Leak? {
    let isAbout = { (number: Int) in Self.areAlike(task.passage, items[number].passage) }
    if let item = numbers[Words.list(task.text)]?.first(where: isAbout) { return Leak(item: item, sign: .same) }
    if let hit = grams.hit(in: task.text, where: isAbout) {
      return Leak(item: hit.item, sign: .sharedWords(hit.shared))
    }
    return near.nearest(to: task.text, where: isAbout).map { Leak(item: $0.number, sign: .nearDuplicate($0.overlap)) }
  }

  /// The nearest item of each task whose cosine is `least` or more.
  /// - Parameters: `vectors` are of the tasks, `itemVectors` of the items, by the same model.
  package func neighbours(
    of tasks: [Task], _ vectors: VectorTable, _ itemVectors: VectorTable, least: Double
  ) -> [Leak?] {
    zip(tasks, Neighbours.nearest(of: vectors, in: itemVectors, count: 5)).map { task, found in
      found.first { $0.cosine >= least && Self.areAlike(task.passage, items[$0.row].passage) }
        .map { Leak(item: $0.row, sign: .neighbour($0.cosine)) }
    }
  }

  /// Whether passages share half of what they hold; where one is missing, the task alone decides.
  private static func areAlike(_ passage: String?, _ other: String?) -> Bool {
    guard let passage, let other, passage != other else { return true }
    return (try? Shingler.overlap(passage, other)).map { $0 >= 0.5 } ?? true
  }
}
