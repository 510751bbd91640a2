// One line of a tape: a call with what came of it, or what a tool gave for one. It names no host and holds no key.

internal import SparCore
internal import SparModels
internal import SparStore

/// What became of a call when it was made.
enum TapedOutcome: Sendable, Equatable {
  case reply(ChatReply)
  case error(ModelError)
}

enum TapeLine {
  static func bytes(_ call: CallRecord, agent: String, _ outcome: TapedOutcome) -> [UInt8] {
    var line = JSONWriter()
    line.write(raw: #"{"key":""# + call.key.description + #"","stage":"#)
    line.write(call.stage)
    line.write(raw: #","agent":"#)
    line.write(agent)
    line.write(raw: #","model":"#)
    line.write(call.model)
    line.write(raw: #","request":"# + call.request + ",")
    switch outcome {
    case .reply(let reply): write(reply, to: &line)
    case .error(let error): write(error, to: &line)
    }
    line.write(raw: "}\n")
    return line.bytes
  }

  /// What a tool gave for a call; it stands on a line of its own.
  static func bytes(_ use: ToolUse, of key: ContentKey) -> [UInt8] {
    var tool = JSONObject()
    tool["position"] = .int(Int64(use.position))
    tool["name"] = .string(use.name)
    tool["arguments"] = .string(use.arguments)
    tool["result"] = use.result.map { .string($0) }
    tool["error"] = use.error.map { .string($0) }
    tool["seconds"] = .double(use.seconds)
    tool["details"] = use.details
    let line: JSON = ["key": .string(key.description), "tool": .object(tool)]
    return Array((line.text + "\n").utf8)
  }

  /// What a line says of a tool; `nil` where it says nothing of one.
  static func use(_ json: JSON) -> ToolUse? {
    guard let tool = json["tool"], let position = tool["position"]?.int, let name = tool["name"]?.string,
      let arguments = tool["arguments"]?.string
    else { return nil }
    return ToolUse(
      position: position, name: name, arguments: arguments, result: tool["result"]?.string,
      error: tool["error"]?.string, seconds: tool["seconds"]?.double ?? 0, details: tool["details"])
  }

  private static func write(_ reply: ChatReply, to line: inout JSONWriter) {
    var object = JSONObject()
    object["text"] = .string(reply.text)
    object["reasoning"] = reply.reasoning.map { .string($0) }
    object["finish"] = .string(reply.finish.rawValue)
    object["input_tokens"] = reply.usage.map { .int(Int64($0.input)) }
    object["output_tokens"] = reply.usage.map { .int(Int64($0.output)) }
    object["is_estimate"] = reply.usage.map { .bool($0.isEstimate) }
    if !reply.toolCalls.isEmpty { object["tool_calls"] = ToolCall.json(reply.toolCalls) }
    object["logprobs"] = reply.logprobs
    line.write(raw: #""reply":"#)
    line.write(.object(object))
  }

  private static func write(_ error: ModelError, to line: inout JSONWriter) {
    line.write(raw: #""error":"#)
    line.write([
      "code": .string(error.code), "message": .string(error.messageWithoutEndpoint),
      "exit_code": .int(Int64(error.exitCode.rawValue)),
    ])
  }

  /// What a line says; `nil` where it is not one of a tape.
  static func outcome(_ json: JSON) -> TapedOutcome? {
    if let reply = json["reply"], let text = reply["text"]?.string { return .reply(self.reply(reply, text)) }
    guard let error = json["error"], let code = error["code"]?.string, let message = error["message"]?.string else {
      return nil
    }
    let exitCode = error["exit_code"]?.int.flatMap { Int32(exactly: $0) }.flatMap { ExitCode(rawValue: $0) }
    return .error(ModelError(code: code, message: message, exitCode: exitCode ?? .scriptError))
  }

  private static func reply(_ json: JSON, _ text: String) -> ChatReply {
    var reply = ChatReply(
      text: text, reasoning: json["reasoning"]?.string,
      finish: json["finish"]?.string.flatMap { FinishReason(rawValue: $0) } ?? .other, usage: usage(json))
    reply.toolCalls = ToolCall.calls(in: json["tool_calls"])
    reply.logprobs = json["logprobs"]
    return reply
  }

  private static func usage(_ json: JSON) -> TokenUsage? {
    guard let input = json["input_tokens"]?.int, let output = json["output_tokens"]?.int else { return nil }
    return TokenUsage(input: input, output: output, isEstimate: json["is_estimate"]?.bool ?? false)
  }
}
