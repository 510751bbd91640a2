// Test sets: frozen under their name. How one is chosen is the library's (stdlib-lua/spar/testset.lua).

internal import LoopKit
package import SparCore
package import SparStore

extension Engine {
  /// Stores a test set for good.
  ///
  /// - Throws: `engine.argument` where there is one of this name.
  package func freeze(_ testSet: TestSet) async throws {
    guard try self.testSet(named: testSet.name) == nil else {
      throw EngineError(
        .argument, "There is a test set '\(testSet.name)' already, and a test set never changes.",
        hint: "Give the new one another name.")
    }
    let run = run
    try await store.write { try $0.put(testSet, run: run) }
  }

  package func testSets() throws -> [TestSet] { try store.read { try $0.testSets() } }

  package func testSet(named name: String) throws -> TestSet? { try testSets().first { $0.name == name } }

  /// What a test set may be chosen from: instructions that no gate turned away and that no test set holds.
  package func unheldInstructions() throws -> [Stored<Instruction>] {
    try store.read { reader in
      var left = Set(try reader.rejections().compactMap(\.subject))
      for testSet in try reader.testSets() { left.formUnion(testSet.items.map(\.instruction)) }
      return try reader.records(Instruction.self).filter { !left.contains($0.id) && !$0.text.isEmpty }
    }
  }
}
