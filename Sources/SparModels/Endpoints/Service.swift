// The public services behind the providers: where they are, and which variables name their address and key.

struct Service: Sendable {
  let url: BaseURL
  /// The first that is set names the address of models without one.
  let addressVariables: [String]
  let keyVariable: String
}

extension ProviderKind {
  /// `nil` for providers inside this process.
  var service: Service? {
    switch self {
    case .openai:
      Service(
        url: .openAI, addressVariables: ["OPENAI_BASE_URL", "OPENAI_API_BASE"], keyVariable: "OPENAI_API_KEY")
    case .anthropic:
      Service(url: .anthropic, addressVariables: ["ANTHROPIC_BASE_URL"], keyVariable: "ANTHROPIC_API_KEY")
    case .sim, .scripted: nil
    }
  }

  /// Whether its replies are made inside this process, of the agent's inputs too.
  package var isInProcess: Bool { service == nil }
}
