// Model servers as people run them on their own machine, at the ports they take by themselves.

/// A server that speaks OpenAI's protocol; its name is the first part of a model's: `ollama/llama3.2`.
package enum LocalServer: String, Sendable, CaseIterable {
  case vllm, llamacpp, ollama, lmstudio

  package var title: String {
    switch self {
    case .vllm: "vLLM"
    case .llamacpp: "llama.cpp"
    case .ollama: "Ollama"
    case .lmstudio: "LM Studio"
    }
  }

  package var port: UInt16 {
    switch self {
    case .vllm: 8000
    case .llamacpp: 8080
    case .ollama: 11434
    case .lmstudio: 1234
    }
  }

  package var url: BaseURL { .loopback(port: port) }
}
