// The identity of a call: the same request is never paid twice.

internal import LoopKit
internal import SparCore
internal import SparModels

extension ContentKey {
  /// The key of a call, made of everything that can change its reply: endpoint, model, messages, sampling and
  /// ordinal. For models inside this process the agent's inputs count as well, for their replies are made of them.
  @Host static func call(_ request: ChatRequest, to model: Model) -> ContentKey {
    var builder = Builder("call/1")
    builder.add("endpoint", model.endpointKey)
    builder.add("model", model.wireName)
    for message in request.messages { builder.add(message) }
    builder.add("sampling", request.sampling.json)
    builder.add("ordinal", request.ordinal)
    builder.add(formOf: request)
    if model.kind.isInProcess { builder.add(task: request.task) }
    return builder.build()
  }
}

extension ContentKey.Builder {
  fileprivate mutating func add(_ message: ChatMessage) {
    add(message.role.rawValue, message.content)
    if !message.toolCalls.isEmpty { add("tool_calls", ToolCall.json(message.toolCalls)) }
    if let id = message.toolCallID { add("tool_call_id", id) }
  }

  /// Only what is asked for: a plain request's key is made of messages and sampling alone.
  fileprivate mutating func add(formOf request: ChatRequest) {
    if !request.tools.isEmpty { add("tools", Tool.json(request.tools)) }
    if let choice = request.toolChoice { add("tool_choice", choice.json) }
    if let schema = request.schema { add("schema", ["name": .string(schema.name), "schema": schema.schema]) }
    if let count = request.topLogprobs { add("top_logprobs", count) }
  }

  fileprivate mutating func add(task: AgentTask) {
    add("stage", task.stage)
    add("agent", task.agent)
    for (name, value) in task.inputs.sorted(by: { $0.key < $1.key }) { add(name, value) }
  }
}
