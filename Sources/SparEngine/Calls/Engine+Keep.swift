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
  func keep<R: StorableRecord>(_ drafts: [Draft<R>], from reply: AgentReply) async throws -> [Stored<R>] {
    if reply.call == nil, let known = try stored(drafts) { return known }
    let provenance = provenance(agent: reply.agent, call: reply.key)
    return try await store.write { transaction in
      try transaction.put(reply)
      return try drafts.map { try transaction.put($0.record, key: $0.key, provenance: provenance) }
    }
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
    try store.read { reader in
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
  /// The call behind a reply, where it is new.
  func put(_ reply: AgentReply) throws {
    guard let call = reply.call else { return }
    try put(AgentDefinition(reply.agent))
    try put(call)
  }
}
