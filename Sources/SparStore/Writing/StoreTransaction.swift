// The work of one `Store.write`: what it puts is durable together or not at all.

package import SparCore

/// Lent to the body of `Store.write`; never kept longer.
package struct StoreTransaction {
  let keys: KeyFinder
  var connection: Connection { keys.connection }
  /// When the group of writes began, ISO 8601: the `created_at` of all it puts.
  let time: String
  private let new: NewKeys
  private let numbers = RowNumbers()

  /// - Parameter new: takes the keys of what is put.
  init(_ keys: KeyFinder, new: NewKeys, time: String) {
    self.keys = keys
    self.new = new
    self.time = time
  }

  /// Whether it has put seeds whose words are not in the index yet.
  var hasNewSeeds: Bool { numbers.hasNewSeeds }

  /// Sees what this transaction has put so far.
  package var reader: StoreReader { StoreReader(keys) }

  /// Stores a record, or returns the one that already has this key, unchanged.
  ///
  /// - Throws: `store.unknown_record` where a parent, the agent or the call is not in the store.
  package func put<R: StorableRecord>(
    _ record: R, key: ContentKey, provenance: Provenance = Provenance()
  ) throws -> Stored<R> {
    guard let id = try insert(record, key: key, provenance: provenance) else { return try stored(R.self, key: key) }
    return Stored(id: id, key: key, value: record)
  }

  /// - Returns: `nil` where a record with this key is there.
  private func insert<R: StorableRecord>(_ record: R, key: ContentKey, provenance: Provenance) throws -> RecordID? {
    guard try keys.row(of: key, in: R.layout.keys) == nil else { return nil }
    return try insertNew(record, key: key, provenance: provenance)
  }

  /// Stores a record whose key is known to be new.
  func insertNew<R: StorableRecord>(_ record: R, key: ContentKey, provenance: Provenance) throws -> RecordID {
    try connection.run(R.layout.insert) { row in
      row.add(key)
      try record.write(to: &row)
      try write(provenance, to: &row)
    }
    let id = RecordID(R.kind, connection.lastRowID)
    new.add(key, id.number, to: R.layout.keys)
    if R.kind == .seed { numbers.hasNewSeeds = true }
    try record.putParts(of: id, in: self)
    return id
  }

  /// Stores an agent's file; one with the same hash is there already.
  package func put(_ agent: AgentDefinition) throws {
    guard numbers.agents[agent.hash] == nil else { return }
    let sql = """
      INSERT INTO agent (hash, stage, name, role, text, created_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING
      """
    try connection.run(sql) { row in
      row.add(agent.hash)
      row.add(agent.stage)
      row.add(agent.name)
      row.add(agent.role)
      row.add(agent.text)
      row.add(time)
    }
    _ = try agentID(agent.hash)
  }

  /// Stores an attempt at a call. A stored success stays as it is; anything else gives way, and tokens, cost and
  /// attempts add up.
  package func put(_ call: CallRecord) throws {
    let agent = try call.agent.map { try agentID($0) }
    if let row = try keys.row(of: call.key, in: .call) {
      try connection.run(CallRecord.update) { statement in
        try call.write(to: &statement, agentID: agent, at: time)
        statement.add(row)
      }
    } else {
      try connection.run(CallRecord.insert) { try call.write(to: &$0, agentID: agent, at: time) }
      new.add(call.key, connection.lastRowID, to: .call)
    }
  }

  /// Stores a dataset with its rows, under its own key.
  package func put(_ dataset: Dataset, provenance: Provenance = Provenance()) throws -> Stored<Dataset> {
    try put(dataset, key: dataset.key, provenance: provenance)
  }

  /// Stores a rejection; the same one again changes nothing.
  package func put(_ rejection: Rejection) throws {
    let key = rejection.key(subjectKey: try rejection.subject.map { try reader.key(of: $0) })
    try connection.run(Rejection.insert) { row in
      row.add(key)
      row.add(rejection.stage)
      row.add(rejection.subject?.description)
      row.add(rejection.reason)
      row.add(rejection.text)
      try write(rejection.provenance, to: &row)
    }
  }

  /// Stores a line that was typed at the prompt.
  package func put(input text: String) throws {
    try connection.run("INSERT INTO input (text, created_at) VALUES (?, ?)") { row in
      row.add(text)
      row.add(time)
    }
  }

  /// Notes that a script has begun, in this process.
  package func begin(_ run: RunRecord) throws -> RecordID {
    try connection.run(RunRecord.insert) { run.write(to: &$0, process: .current, at: time) }
    return RecordID(.run, connection.lastRowID)
  }

  package func end(_ run: RecordID, status: RunStatus, exitCode: ExitCode?) throws {
    try connection.run(RunRecord.end) { row in
      row.add(status)
      row.add(exitCode.map { Int($0.rawValue) })
      row.add(time)
      try row.add(run, .run)
    }
    try connection.run(RunActivity.remove) { try $0.add(run, .run) }
  }
}

extension StoreTransaction {
  private func stored<R: StorableRecord>(_ type: R.Type, key: ContentKey) throws -> Stored<R> {
    guard let stored = try reader.record(type, key: key) else {
      throw StoreError(.failed, "The \(R.kind.rawValue) with the key \(key.short) is there and cannot be read.")
    }
    return stored
  }

  private func write(_ provenance: Provenance, to row: inout RowWriter) throws {
    try row.add(provenance.run, .run)
    row.add(provenance.iteration)
    row.add(try provenance.agent.map { try agentID($0) })
    row.add(try provenance.call.map { try callID($0) })
    row.add(time)
  }

  private func agentID(_ hash: ContentKey) throws -> Int64 {
    if let id = numbers.agents[hash] { return id }
    let id = try connection.first("SELECT id FROM agent WHERE hash = ?", { $0.add(hash) }) { $0.integer() }
    guard let id else { throw StoreError(.unknownRecord, "The agent \(hash.short) has not been stored.") }
    numbers.agents[hash] = id
    return id
  }

  func callID(_ key: ContentKey) throws -> Int64 {
    guard let id = try keys.row(of: key, in: .call) else {
      throw StoreError(.unknownRecord, "The call \(key.short) has not been stored.")
    }
    return id
  }
}

/// What a group of writes has seen: the row numbers of agents, few of which stand behind many records, and whether there
/// are words to index.
private final class RowNumbers {
  var agents: [ContentKey: Int64] = [:]
  var hasNewSeeds = false
}
