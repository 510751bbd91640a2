// A model server that answers at a usual port of this machine.

package struct FoundServer: Sendable, Equatable {
  package var server: LocalServer
  package var address: String
  /// By their names on the wire; empty where the server has none loaded, or does not say.
  package var models: [String]
}
