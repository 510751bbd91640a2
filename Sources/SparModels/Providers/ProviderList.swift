// The providers that live inside this process. One with its own wire format gets its file here and its line below.

internal import Glibc

extension ProviderKind {
  /// The provider behind `kind/wireName`; `nil` for the kinds that need an endpoint.
  ///
  /// - Throws: for a name that the provider does not know.
  func local(_ wireName: String) throws(ModelError) -> (any Provider)? {
    switch self {
    case .openai, .anthropic: return nil
    case .sim:
      _ = try SimulatedModel(wireName)
      return SimulatedPool()
    case .scripted:
      // Names that scripts register are looked up before; what is left is the path of a file.
      guard access(wireName, F_OK) == 0 else { throw .unknownModel("scripted/\(wireName)", nearest: nil) }
      return try ScriptedProvider(path: wireName)
    }
  }
}
