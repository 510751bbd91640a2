// One choice of a streamed chat completion while its deltas come.

internal import SparCore

struct StreamedChoice {
  private var text: String?
  private var reasoning = ""
  private var refusal: String?
  private var tools = StreamedToolCalls()
  private var finish: JSON?
  private var probabilities: [JSON] = []

  var isFinished: Bool { finish != nil }

  /// Takes one element of a chunk's `choices` and returns the words it brings.
  mutating func add(_ choice: JSON) -> ChatContent? {
    if let reason = choice["finish_reason"], reason != .null { finish = reason }
    probabilities += choice["logprobs"]?["content"]?.array ?? []
    // Some servers send a whole message at the end.
    guard let delta = choice["delta"] ?? choice["message"] else { return nil }
    let content = ChatContent(delta)
    if let piece = content.text { text = (text ?? "") + piece }
    reasoning += content.reasoning ?? ""
    if let piece = delta["refusal"]?.string { refusal = (refusal ?? "") + piece }
    for call in delta["tool_calls"]?.array ?? [] { tools.add(call) }
    if let old = delta["function_call"], old != .null { tools.add(["index": 0, "function": old]) }
    return content
  }

  /// As an element of `choices` of a reply without a stream.
  var json: JSON {
    var message = JSONObject()
    message["content"] = text.map { .string($0) }
    message["reasoning_content"] = reasoning.isEmpty ? nil : .string(reasoning)
    message["refusal"] = refusal.map { .string($0) }
    message["tool_calls"] = tools.isEmpty ? nil : tools.json
    var choice = JSONObject([("message", .object(message))])
    choice["finish_reason"] = finish
    choice["logprobs"] = probabilities.isEmpty ? nil : ["content": .array(probabilities)]
    return .object(choice)
  }
}
