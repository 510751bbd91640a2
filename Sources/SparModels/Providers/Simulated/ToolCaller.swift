// A contender that may use tools calls the one whose words the task shares most, once.

internal import SparCore

enum ToolCaller {
  /// `nil` where there is no tool to call.
  static func call(for task: SimulatedTask) -> ToolCall? {
    guard !task.tools.isEmpty else { return nil }
    let asked = Set(words(in: task.instruction))
    let tool = task.tools.max { shared($0, asked) < shared($1, asked) } ?? task.tools[0]
    var arguments = JSONObject()
    for name in tool.parameters["required"]?.array?.compactMap(\.string) ?? [] {
      arguments[name] = argument(tool.parameters["properties"]?[name] ?? .null, from: task)
    }
    return ToolCall(id: "call_1", name: tool.name, arguments: JSON.object(arguments).text)
  }

  /// A text is filled with the task's first quotation or its first words.
  private static func argument(_ schema: JSON, from task: SimulatedTask) -> JSON {
    guard schema["type"]?.string == "string", schema["enum"] == nil, schema["const"] == nil else {
      return SchemaSample.value(of: schema)
    }
    let text = QuotedText(task.instruction)
    return .string(text.topics.first?.whole ?? words(in: task.instruction).prefix(3).joined(separator: " "))
  }

  private static func shared(_ tool: Tool, _ asked: Set<String>) -> Int {
    Set(words(in: tool.name + " " + tool.about)).intersection(asked).count
  }

  private static func words(in text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init).filter { $0.count > 3 }
  }
}
