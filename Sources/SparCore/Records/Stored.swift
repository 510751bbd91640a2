// A record together with the identity that the store gave it.

/// What each kind of record knows of itself.
package protocol Record: Sendable, Equatable {
  static var kind: RecordKind { get }
}

/// A record that is in the store.
@dynamicMemberLookup
package struct Stored<Value: Record>: Sendable, Equatable {
  package let id: RecordID
  /// What the record was made from and what it says; the same derivation always has the same key, in every
  /// database, so exported rows name records by key.
  package let key: ContentKey
  package let value: Value

  package init(id: RecordID, key: ContentKey, value: Value) {
    self.id = id
    self.key = key
    self.value = value
  }

  // Inlinable, because elsewhere the path would be made and followed at every access.
  @inlinable package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}
