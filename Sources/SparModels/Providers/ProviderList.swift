// The providers that live inside this process. One with its own wire format gets its file here and its line below.

extension ProviderKind {
  /// The provider behind the kind; `nil` for the kind that needs an endpoint.
  var local: (any Provider)? {
    switch self {
    case .openai, .scripted: return nil
    case .sim: return SimulatedPool()
    }
  }
}
