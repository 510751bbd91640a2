// Something that was turned away, and why: nothing is dropped without a trace.

package import SparCore

package struct Rejection: Sendable, Equatable {
  package var stage: String
  /// The record that was rejected, or that the rejected text was made from.
  package var subject: RecordID?
  /// A stable word or short phrase: `duplicate`, `too_short`.
  package var reason: String
  /// What was rejected, in full.
  package var text: String
  package var provenance: Provenance

  package init(
    stage: String, subject: RecordID? = nil, reason: String, text: String, provenance: Provenance = Provenance()
  ) {
    self.stage = stage
    self.subject = subject
    self.reason = reason
    self.text = text
    self.provenance = provenance
  }

  static let insert = """
    INSERT INTO rejection (key, stage, subject, reason, text, run_id, iteration, agent_id, call_id, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
    """

  /// - Parameter subjectKey: the subject's own key, so that the same rejection has the same key in every database.
  func key(subjectKey: ContentKey?) -> ContentKey {
    var builder = ContentKey.Builder("rejection/1")
    builder.add("stage", stage)
    if let subjectKey { builder.add("subject", subjectKey) }
    builder.add("reason", reason)
    builder.add("text", text)
    if let agent = provenance.agent { builder.add("agent", agent) }
    return builder.build()
  }
}

/// A rejection in the store.
package struct StoredRejection: Sendable, Equatable {
  package let stage: String
  package let subject: RecordID?
  package let reason: String
  package let text: String

  static let select = "SELECT stage, subject, reason, text FROM rejection WHERE ?1 IS NULL OR run_id = ?1 ORDER BY id"

  init(from row: inout RowReader) {
    stage = row.text()
    subject = row.optionalText().flatMap { RecordID($0) }
    reason = row.text()
    text = row.text()
  }
}
