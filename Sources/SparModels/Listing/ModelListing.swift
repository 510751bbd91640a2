// A configured model as `spar models` shows it. Holds its address, which goes to the user's screen and nowhere else.

package struct ModelListing: Sendable, Equatable {
  /// Whether there is a key; never the key.
  package enum Key: Sendable, Equatable {
    case notNeeded
    /// By the name of its variable.
    case present(String)
    case missing(String)
    /// A program prints it when it is first needed.
    case command
  }

  /// The name in `spar.toml`.
  package var name: String
  package var provider: ProviderKind
  package var wireName: String
  /// `nil` inside this process, and where the environment's address is none.
  package var address: String?
  package var price: Price?
  /// Requests in flight at its address; `nil` inside this process.
  package var concurrency: Int?
  package var key: Key
}
