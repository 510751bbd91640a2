// Something that a script defines at run time, kept as it was: a reader of seeds, an agent, a type.

package import SparCore

package struct Definition: Sendable, Equatable {
  /// What is defined: `reader`, `agent`.
  package var kind: String
  package var name: String
  /// The source text.
  package var text: String
  package var about: String?

  package init(kind: String, name: String, text: String, about: String? = nil) {
    self.kind = kind
    self.name = name
    self.text = text
    self.about = about
  }

  /// The hash of the text. Kind, name and hash together are its identity.
  package var hash: ContentKey { ContentKey(hashing: text) }

  static let insert = """
    INSERT INTO definition (kind, name, hash, text, about, run_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (kind, name, hash) DO NOTHING
    """

  static let select = """
    SELECT kind, name, text, about, run_id, created_at FROM definition
    WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR name = ?2) ORDER BY id
    """
}

/// A definition in the store.
package struct StoredDefinition: Sendable, Equatable {
  package let definition: Definition
  /// The run that brought it first.
  package let run: RecordID?
  /// UTC, ISO 8601.
  package let createdAt: String

  init(from row: inout RowReader) {
    definition = Definition(kind: row.text(), name: row.text(), text: row.text(), about: row.optionalText())
    run = row.optionalID(.run)
    createdAt = row.text()
  }
}

extension StoreTransaction {
  /// Stores a definition; the same one again changes nothing.
  package func put(_ definition: Definition, run: RecordID? = nil) throws {
    try connection.run(Definition.insert) { row in
      row.add(definition.kind)
      row.add(definition.name)
      row.add(definition.hash)
      row.add(definition.text)
      row.add(definition.about)
      try row.add(run, .run)
      row.add(time)
    }
  }
}

extension StoreReader {
  /// Definitions of a kind and a name, where those are given, oldest first.
  package func definitions(kind: String? = nil, name: String? = nil) throws -> [StoredDefinition] {
    try connection.all(Definition.select) { row in
      row.add(kind)
      row.add(name)
    } read: {
      StoredDefinition(from: &$0)
    }
  }
}
