// Messages as JSON, the same bytes on the wire and in the store.

extension JSONWriter {
  /// `[{"role":"user","content":"…"}]`
  package mutating func write(_ messages: [ChatMessage]) {
    write(raw: "[")
    for (index, message) in messages.enumerated() {
      write(raw: index > 0 ? #",{"role":""# : #"{"role":""#)
      write(raw: message.role.rawValue)
      write(raw: #"","content":"#)
      write(message.content)
      if !message.toolCalls.isEmpty { write(message.toolCalls) }
      if let id = message.toolCallID {
        write(raw: #","tool_call_id":"#)
        write(id)
      }
      write(raw: "}")
    }
    write(raw: "]")
  }

  private mutating func write(_ calls: [ToolCall]) {
    write(raw: #","tool_calls":"#)
    write(ToolCall.json(calls))
  }
}

extension ToolCall {
  /// `[{"id":"…","type":"function","function":{"name":"…","arguments":"…"}}]`
  package static func json(_ calls: [ToolCall]) -> JSON {
    .array(
      calls.map { call in
        [
          "id": .string(call.id), "type": "function",
          "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
        ]
      })
  }

  /// The calls of a list in that form; elements of another form are passed over.
  package static func calls(in json: JSON?) -> [ToolCall] {
    (json?.array ?? []).compactMap { element in
      guard let name = element["function"]?["name"]?.string else { return nil }
      let arguments = element["function"]?["arguments"]
      // Some servers send the arguments as an object instead of its text.
      return ToolCall(
        id: element["id"]?.string ?? "", name: name, arguments: arguments?.string ?? arguments?.text ?? "{}")
    }
  }
}
