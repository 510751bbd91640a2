// Storing what a stage made: the call and its records become durable together.

internal import SparCore
internal import SparPrompts
internal import SparStore

/// A record before it is stored.
struct Draft<R: StorableRecord>: Sendable {
  let record: R
  let key: ContentKey
}

extension Engine {
  /// Stores records made of a reply, with the call where it is new; returns them in order.
  ///
  /// - Parameter asked: the type that an author was asked for, kept beside them.
  func keep<R: StorableRecord>(
    _ drafts: [Draft<R>], from reply: AgentReply, asked: AskedType? = nil
  ) async throws -> [Stored<R>] {
    if !reply.isNew, let known = try stored(drafts) { return known }
    let provenance = provenance(agent: reply.agent, call: reply.key)
    return try await write(from: reply) { transaction in
      if let asked { try transaction.put(asked) }
      return try drafts.map { try transaction.put($0.record, key: $0.key, provenance: provenance) }
    }
  }

  /// Stores what was made of a reply together with its call; the store answers for the call from then on.
  func write<Value: Sendable>(
    from reply: AgentReply, _ body: @escaping @Sendable (StoreTransaction) throws -> Value
  ) async throws -> Value {
    let made = WrittenValue<Value>()
    try await store.perform { transaction in
      try transaction.put(reply)
      made.value = try body(transaction)
    }
    if reply.isNew { underWay[reply.key] = nil }
    guard let value = made.value else { preconditionFailure("a body that was committed has returned a value") }
    return value
  }

  /// Stores records that no call made.
  func keep<R: StorableRecord>(_ drafts: [Draft<R>], agent: Agent? = nil) async throws -> [Stored<R>] {
    if let known = try stored(drafts) { return known }
    let provenance = provenance(agent: agent)
    return try await store.write { transaction in
      if let agent { try transaction.put(AgentDefinition(agent)) }
      return try drafts.map { try transaction.put($0.record, key: $0.key, provenance: provenance) }
    }
  }

  /// All of the drafts as they are stored; `nil` where one is missing. A re-run reads and never writes.
  private func stored<R: StorableRecord>(_ drafts: [Draft<R>]) throws -> [Stored<R>]? {
    // Records are never changed or taken away, so that one look after the other sees the same as all at once.
    try store.lookUp { reader in
      var known: [Stored<R>] = []
      for draft in drafts {
        guard let record = try reader.record(R.self, key: draft.key) else { return nil }
        known.append(record)
      }
      return known
    }
  }
}

extension StoreTransaction {
  /// The agent behind a reply, whose file may have changed since the call was stored, and the call where it is new.
  fileprivate func put(_ reply: AgentReply) throws {
    try put(AgentDefinition(reply.agent))
    if let call = reply.call { try put(call) }
  }
}
