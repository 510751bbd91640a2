// What a table that scripts meet looks like: the help, the reference and the editor's types are written from it.

/// The documented fields of a table.
package struct TableShape: Sendable {
  package struct Field: Sendable {
    package let name: String
    /// In LuaLS notation; `?` at the end where the field may be missing.
    package let type: String
    package let about: String
  }

  /// The type's name in LuaLS notation; for records the word of design.md §2.
  package let name: String
  /// One sentence.
  package let about: String
  /// An item of a list has the name `[integer]`.
  package let fields: [Field]
  /// Whether the global of that name is the one such table.
  package let isGlobal: Bool

  package init(
    _ name: String, _ about: String, isGlobal: Bool = false, _ fields: [(name: String, type: String, about: String)]
  ) {
    self.name = name
    self.about = about
    self.fields = fields.map { Field(name: $0.name, type: $0.type, about: $0.about) }
    self.isGlobal = isGlobal
  }
}
