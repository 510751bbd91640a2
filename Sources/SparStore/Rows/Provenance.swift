// Where a record came from, besides the records it was made of.

package import SparCore

/// The agent, call and run behind a record; each may be absent.
package struct Provenance: Sendable, Equatable {
  /// The hash of the agent's file; the agent must have been put before.
  package var agent: ContentKey?
  /// The key of the call whose reply the record was read from; the call must have been put before.
  package var call: ContentKey?
  package var run: RecordID?
  package var iteration: Int?

  package init(agent: ContentKey? = nil, call: ContentKey? = nil, run: RecordID? = nil, iteration: Int? = nil) {
    self.agent = agent
    self.call = call
    self.run = run
    self.iteration = iteration
  }
}
