// The body of a request to Anthropic's Messages API (https://docs.anthropic.com/en/api/messages), byte for byte the same
// for the same request.

internal import SparCore

struct AnthropicWriter {
  let request: ChatRequest
  let model: String
  /// How a structured reply is asked for; `nil` where none is, or in the prompt.
  let form: AnthropicForm?

  /// Tokens of a reply where nobody says; the API wants a number.
  static let maxTokens = 4096

  init(request: ChatRequest, model: String, isSchemaInPrompt: Bool) {
    var request = request
    if isSchemaInPrompt, let schema = request.schema {
      request.messages = SchemaSentence.added(schema, to: request.messages)
    }
    self.request = request
    self.model = model
    form = isSchemaInPrompt ? nil : request.schema.map { AnthropicForm($0) }
  }

  func body(isStreamed: Bool = false) -> [UInt8] {
    var body = JSONObject([("model", .string(model)), ("max_tokens", .int(Int64(Self.maxTokens)))])
    if !system.isEmpty { body["system"] = .string(system) }
    body["messages"] = .array(AnthropicMessages.json(request.messages))
    addSampling(to: &body)
    if !tools.isEmpty { body["tools"] = .array(tools) }
    body["tool_choice"] = tools.isEmpty ? nil : choice
    if isStreamed { body["stream"] = true }
    return JSON.object(body).bytes
  }

  private var system: String {
    request.messages.filter { $0.role == .system }.map(\.content).joined(separator: "\n\n")
  }

  /// `seed` has no counterpart and is left out: it promises no more than an attempt anywhere.
  private func addSampling(to body: inout JSONObject) {
    for member in request.sampling.json.object?.members ?? [] where member.key != "seed" {
      body[member.key == "stop" ? "stop_sequences" : member.key] = member.value
    }
  }

  // MARK: Tools

  private var tools: [JSON] {
    let tools: [JSON] = request.tools.map { tool in
      ["name": .string(tool.name), "description": .string(tool.about), "input_schema": tool.parameters]
    }
    return tools + (form.map { [$0.tool] } ?? [])
  }

  private var choice: JSON? {
    if let form { return choice(of: form) }
    switch request.toolChoice {
    case nil: return nil
    case .automatic: return ["type": "auto"]
    case .none?: return ["type": "none"]
    case .required: return ["type": "any"]
    case .named(let name): return ["type": "tool", "name": .string(name)]
    }
  }

  /// Beside other tools the reply is one of them. A model that thinks before it answers cannot be forced.
  private func choice(of form: AnthropicForm) -> JSON {
    let thinking = request.sampling.extra["thinking"]?["type"]?.string
    if let thinking, thinking != "disabled" { return ["type": "auto"] }
    return request.tools.isEmpty ? ["type": "tool", "name": .string(form.name)] : ["type": "any"]
  }
}
