// The list of kinds that have a table of records.

internal import SparCore

enum StoredKinds {
  static let all: [any StorableRecord.Type] = [
    Seed.self, Passage.self, Instruction.self, Suggestion.self, Response.self, Battle.self, Verdict.self, Taxonomy.self,
    Dataset.self,
  ]

  // A closure, because a key path on a metatype crashes the compiler.
  static let kinds = all.map { $0.kind }

  static func layout(of kind: RecordKind) -> RecordLayout? { all.first { $0.kind == kind }?.layout }
}
