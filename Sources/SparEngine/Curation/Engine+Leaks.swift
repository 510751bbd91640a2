// The check before an export: rows whose task is one of a test set, or close to one.

internal import LoopKit
package import SparCore
internal import SparCuration
internal import SparStore

/// A test set with what its items are looked for by.
struct HeldOutSet: Sendable {
  let testSet: TestSet
  var heldOut: HeldOut
}

extension Engine {
  /// The cosine from which on two tasks count as the same.
  nonisolated private static let nearestCosine = 0.9

  /// The rows, by their instructions, that leak an item of any test set; one leak for a row, the clearest.
  package func leaks(among instructions: [RecordID]) async throws -> [Leak] {
    let sets = try heldOutSets()
    guard !sets.isEmpty, !instructions.isEmpty else { return [] }
    let tasks = try instructions.map { try task(of: record(Instruction.self, $0)) }
    var found = try await Self.aside { tasks.map { Self.firstLeak(of: $0, in: sets) } }
    for (number, set) in sets.enumerated() {
      let clear = found.indices.filter { found[$0] == nil }
      for (row, leak) in zip(clear, try await neighbours(of: clear.map { tasks[$0] }, in: set)) {
        found[row] = leak.map { FoundLeak(set: number, leak: $0) }
      }
    }
    return found.enumerated().compactMap { row, found in
      found.map { Leak(row: row, instructions[row], sets[$0.set].testSet, $0.leak) }
    }
  }

  nonisolated private static func firstLeak(of task: HeldOut.Task, in sets: [HeldOutSet]) -> FoundLeak? {
    for (number, set) in sets.enumerated() {
      if let leak = set.heldOut.leak(of: task) { return FoundLeak(set: number, leak: leak) }
    }
    return nil
  }

  private func neighbours(of tasks: [HeldOut.Task], in set: HeldOutSet) async throws -> [HeldOut.Leak?] {
    let own = try await vectors(of: tasks.map(\.text), by: set.testSet.vectors)
    let theirs = try await vectors(of: set.heldOut.items.map(\.text), by: set.testSet.vectors)
    return try await Self.aside {
      set.heldOut.neighbours(of: tasks, own.table, theirs.table, least: Self.nearestCosine)
    }
  }

  /// What the check compares, kept until there is another test set.
  private func heldOutSets() throws -> [HeldOutSet] {
    let count = try store.read { try $0.testSetCount() }
    if heldOut.count == count { return heldOut }
    heldOut = try testSets().map { testSet in
      let items = try testSet.items.map { try task(of: record(Instruction.self, $0.instruction)) }
      return HeldOutSet(testSet: testSet, heldOut: try HeldOut(items))
    }
    return heldOut
  }

  private func task(of instruction: Stored<Instruction>) throws -> HeldOut.Task {
    let passage = instruction.standsAlone ? nil : instruction.passage
    return HeldOut.Task(
      text: ([instruction.text] + instruction.turns).joined(separator: "\n"),
      passage: try passage.map { try record(Passage.self, $0).text })
  }
}

private struct FoundLeak: Sendable {
  let set: Int
  let leak: HeldOut.Leak
}
