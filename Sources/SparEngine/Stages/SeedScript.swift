// A reader of the user's own: files of some extensions that a script takes apart.

package import LoopKit
package import SparCore
package import SparDatasets

/// How a script reads files. The closures are Lua's, behind the border.
package struct SeedScript: Sendable {
  /// Gives documents until there are none, some at a time.
  package typealias Documents = @Host @Sendable () async throws -> [ScriptDocument]?

  package let name: String
  /// The hash of its definition, which its seeds keep.
  package let definition: ContentKey
  package let open: @Host @Sendable (ScriptFile) async throws -> Documents

  package init(
    name: String, definition: ContentKey, open: @escaping @Host @Sendable (ScriptFile) async throws -> Documents
  ) {
    self.name = name
    self.definition = definition
    self.open = open
  }
}
