// Which records of a kind to read.

package import SparCore

/// A choice of records; everything that is set must hold. An empty query means all, in the order they were put.
package struct RecordQuery: Sendable {
  /// Records made from one of these; all of one kind.
  package var parents: [RecordID]?
  /// Records that name this model: a response's author, either side of a battle, the judge of a verdict.
  package var model: String?
  package var run: RecordID?
  package var iteration: Int?
  /// Only records after this one, for reading in pages.
  package var after: RecordID?
  package var limit: Int?

  package init(
    parents: [RecordID]? = nil, model: String? = nil, run: RecordID? = nil, iteration: Int? = nil,
    after: RecordID? = nil, limit: Int? = nil
  ) {
    self.parents = parents
    self.model = model
    self.run = run
    self.iteration = iteration
    self.after = after
    self.limit = limit
  }

  package static var all: RecordQuery { RecordQuery() }
  package static func of(_ parent: RecordID) -> RecordQuery { RecordQuery(parents: [parent]) }
  package static func of(_ parents: [RecordID]) -> RecordQuery { RecordQuery(parents: parents) }
}
