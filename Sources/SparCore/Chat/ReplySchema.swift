// The form of a structured reply.

package struct ReplySchema: Sendable, Equatable {
  /// Letters, digits, `_` and `-`: some servers want a name.
  package var name: String
  /// A JSON schema.
  package var schema: JSON

  package init(name: String, schema: JSON) {
    self.name = name
    self.schema = schema
  }
}
