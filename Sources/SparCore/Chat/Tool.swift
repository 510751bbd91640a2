// What a model may ask to have done, and its asking.

/// A function that a model may call.
package struct Tool: Sendable, Equatable {
  package var name: String
  package var about: String
  /// A JSON schema of the arguments, an object.
  package var parameters: JSON

  package init(_ name: String, _ about: String, parameters: JSON) {
    self.name = name
    self.about = about
    self.parameters = parameters
  }
}

/// A model's request to run a tool. Its name and arguments are the model's words: neither needs to exist or to fit.
package struct ToolCall: Sendable, Equatable {
  /// By which the tool's answer names it.
  package var id: String
  package var name: String
  /// JSON text as the model wrote it.
  package var arguments: String

  package init(id: String, name: String, arguments: String) {
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}

/// Whether a model must use a tool.
package enum ToolChoice: Sendable, Equatable {
  case automatic, none, required
  case named(String)
}

// MARK: On the wire

extension Tool {
  /// `[{"type":"function","function":{"name":"…","description":"…","parameters":{…}}}]`
  package static func json(_ tools: [Tool]) -> JSON {
    .array(
      tools.map { tool in
        [
          "type": "function",
          "function": [
            "name": .string(tool.name), "description": .string(tool.about), "parameters": tool.parameters,
          ],
        ]
      })
  }
}

extension ToolChoice {
  package var json: JSON {
    switch self {
    case .automatic: "auto"
    case .none: "none"
    case .required: "required"
    case .named(let name): ["type": "function", "function": ["name": .string(name)]]
    }
  }
}
