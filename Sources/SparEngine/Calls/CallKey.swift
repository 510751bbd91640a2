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
    for message in request.messages { builder.add(message.role.rawValue, message.content) }
    builder.add("sampling", request.sampling.json)
    builder.add("ordinal", request.ordinal)
    if model.kind != .openai { builder.add(task: request.task) }
    return builder.build()
  }
}

extension ContentKey.Builder {
  fileprivate mutating func add(task: AgentTask) {
    add("stage", task.stage)
    add("agent", task.agent)
    for (name, value) in task.inputs.sorted(by: { $0.key < $1.key }) { add(name, value) }
  }
}
