// What the engine needs of a call it finds in the store.

package import SparCore

package struct StoredCall: Sendable, Equatable {
  package let id: RecordID
  package let status: CallStatus
  package let text: String?
  package let reasoning: String?
  package let finish: FinishReason?
  /// Over all attempts.
  package let usage: TokenUsage?
  /// Over all attempts, in millionths of a dollar; `nil` where no price is known.
  package let costMicroUSD: Int64?
  /// JSON.
  package let toolCalls: String?
  package let logprobs: String?
}

/// A call with all that is known of it, for lists and for retrying.
package struct CallEntry: Sendable, Equatable {
  package let id: RecordID
  package let record: CallRecord
  /// ISO 8601, UTC.
  package let createdAt: String
}

/// Which calls to list; an empty filter means all.
package struct CallFilter: Sendable {
  package var statuses: Set<CallStatus>
  package var stage: String?
  package var model: String?
  package var run: RecordID?
  /// Only calls after this one, for reading in pages.
  package var after: RecordID?
  package var limit: Int?
  /// Only the last so many, in order all the same.
  package var newest: Int?

  package init(
    statuses: Set<CallStatus> = [], stage: String? = nil, model: String? = nil, run: RecordID? = nil,
    after: RecordID? = nil, limit: Int? = nil
  ) {
    self.statuses = statuses
    self.stage = stage
    self.model = model
    self.run = run
    self.after = after
    self.limit = limit
  }
}
