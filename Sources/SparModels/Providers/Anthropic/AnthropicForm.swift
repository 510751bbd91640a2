// A structured reply of Anthropic's models: the input of a tool that they must use.

internal import SparCore

struct AnthropicForm: Sendable {
  /// The tool's name.
  let name: String
  private let schema: JSON
  /// A tool's input is an object: any other value goes into the member of one.
  private let isWrapped: Bool

  private static let member = "value"

  init(_ schema: ReplySchema) {
    name = schema.name
    isWrapped = schema.schema["type"]?.string != "object"
    self.schema = schema.schema
  }

  var tool: JSON {
    let wrapped: JSON = [
      "type": "object", "properties": .object(JSONObject([(Self.member, schema)])),
      "required": [.string(Self.member)],
    ]
    return [
      "name": .string(name), "description": "Takes the reply. Use it once, with the whole reply.",
      "input_schema": isWrapped ? wrapped : schema,
    ]
  }

  /// The reply's text in the input of the tool.
  func text(_ input: JSON) -> String { (isWrapped ? input[Self.member] ?? input : input).text }
}
