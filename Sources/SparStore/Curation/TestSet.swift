// Test sets: instructions that models are rated on and no training file may hold. Once stored, one never changes.

package import SparCore

package struct TestSet: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    package var instruction: RecordID
    /// `diverse` or `hard`.
    package var part: String
    /// The cluster it was taken from, from 1.
    package var cluster: Int
    /// 0 to 10, where it was rated.
    package var difficulty: Double?

    package init(instruction: RecordID, part: String, cluster: Int, difficulty: Double? = nil) {
      self.instruction = instruction
      self.part = part
      self.cluster = cluster
      self.difficulty = difficulty
    }
  }

  package var name: String
  /// What was asked for when it was made.
  package var definition: JSON
  /// What the clusters were made from: an embedding model's name, or `hashed`.
  package var vectors: String
  package var items: [Item]

  package init(name: String, definition: JSON, vectors: String, items: [Item]) {
    self.name = name
    self.definition = definition
    self.vectors = vectors
    self.items = items
  }
}

extension StoreTransaction {
  /// Freezes a test set. - Throws: `store.failed` where one of this name is there.
  package func put(_ testSet: TestSet, run: RecordID?) throws {
    let sql = """
      INSERT INTO testset (name, key, definition, vectors, run_id, created_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """
    let key = try key(of: testSet)
    let changed = try connection.run(sql) { row in
      row.add(testSet.name)
      row.add(key)
      row.add(testSet.definition)
      row.add(testSet.vectors)
      try row.add(run, .run)
      row.add(time)
    }
    guard changed > 0 else {
      throw StoreError(.failed, "There is a test set '\(testSet.name)' already, and a test set never changes.")
    }
    let id = connection.lastRowID
    for (position, item) in testSet.items.enumerated() { try put(item, at: position + 1, of: id) }
  }

  private func put(_ item: TestSet.Item, at position: Int, of testSet: Int64) throws {
    let sql = """
      INSERT INTO testset_item (testset_id, position, instruction_id, part, cluster, difficulty)
      VALUES (?, ?, ?, ?, ?, ?)
      """
    try connection.run(sql) { row in
      row.add(testSet)
      row.add(position)
      try row.add(item.instruction, .instruction)
      row.add(item.part)
      row.add(item.cluster)
      row.add(item.difficulty)
    }
  }

  /// The same in every project: of the instructions' own keys, not of their ids.
  private func key(of testSet: TestSet) throws -> ContentKey {
    var builder = ContentKey.Builder("testset/1")
    builder.add("name", testSet.name)
    for item in testSet.items {
      builder.add("instruction", try reader.key(of: item.instruction))
      builder.add("part", item.part)
    }
    return builder.build()
  }
}

extension StoreReader {
  /// All test sets, oldest first.
  package func testSets() throws -> [TestSet] {
    let found = try connection.all("SELECT id, name, definition, vectors FROM testset ORDER BY id") { row in
      (id: row.integer(), set: TestSet(name: row.text(), definition: try row.json(), vectors: row.text(), items: []))
    }
    return try found.map { id, set in
      var set = set
      set.items = try items(of: id)
      return set
    }
  }

  /// How many test sets there are: cheap, for noticing new ones.
  package func testSetCount() throws -> Int { try connection.first("SELECT count(*) FROM testset") { $0.int() } ?? 0 }

  private func items(of testSet: Int64) throws -> [TestSet.Item] {
    let sql = """
      SELECT instruction_id, part, cluster, difficulty FROM testset_item WHERE testset_id = ? ORDER BY position
      """
    return try connection.all(sql, { $0.add(testSet) }) { row in
      TestSet.Item(
        instruction: row.id(.instruction), part: row.text(), cluster: row.int(), difficulty: row.optionalDouble())
    }
  }
}
