// Replies of a model that does as it is told, for tests in which the words do not matter.

package import SparCore

extension ChatReply {
  /// A readable reply for every stage: the same for the same request, another for another.
  package static func dutiful(_ request: ChatRequest) -> ChatReply {
    let task = request.task
    switch task.stage {
    case "transform": return ChatReply(text: "\(task.agent): \(task.text("seed"))")
    case "instruct": return items("What about \(task.text("type")) of: \(task.text("passage"))", task)
    case "suggest": return items("Make it \(task.agent): \(task.text("instruction"))", task)
    case "edit": return edit(instruction: "\(task.text("instruction")) As suggested: \(task.text("suggestion"))")
    case "judge": return scores(byLength: task.text("first"), task.text("second"))
    case "score": return ChatReply(text: "\(min(10, 1 + task.text("response").utf8.count / 10))")
    default: return ChatReply(text: "In answer to: \(task.text("instruction"))")
    }
  }

  /// A list as `instruct` and `suggest` ask for it.
  package static func items(_ items: [String]) -> ChatReply {
    ChatReply(text: JSON.array(items.map { .string($0) }).text)
  }

  package static func edit(instruction: String, passage: String? = nil) -> ChatReply {
    var object = JSONObject([("instruction", .string(instruction))])
    object["passage"] = passage.map { .string($0) }
    return ChatReply(text: JSON.object(object).text)
  }

  /// A judge's scores, by seat.
  package static func scores(_ first: Double, _ second: Double) -> ChatReply {
    let object: JSON = ["explanation": "Weighed.", "first": .double(first), "second": .double(second)]
    return ChatReply(text: object.text)
  }

  private static func items(_ text: String, _ task: AgentTask) -> ChatReply {
    items((1...max(1, task.inputs["count"]?.int ?? 1)).map { "\(text) (\($0))" })
  }

  private static func scores(byLength first: String, _ second: String) -> ChatReply {
    let gap = first.count - second.count
    return gap == 0 ? scores(6, 6) : gap > 0 ? scores(8, 4) : scores(4, 8)
  }
}

extension AgentTask {
  package func text(_ input: String) -> String { inputs[input]?.string ?? "" }
}
