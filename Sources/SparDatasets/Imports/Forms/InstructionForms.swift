// Instruction sets: Alpaca, Self-Instruct's seed tasks, ShareGPT, OpenAI's messages, FastChat's questions.

internal import SparCore

/// `{instruction, input, output}` of Stanford Alpaca and those who followed it.
struct AlpacaForm: ImportForm {
  let name = "alpaca"
  let kinds: Set<ImportKind> = [.instructions]
  let fields = "instruction, input, output"

  func fits(_ row: JSONObject) -> Bool { row.has("instruction", "prompt") && !row.has("instances") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    let instruction = try fields.required("instruction", "prompt")
    let input = try fields.text("input", "context")
    let output = try fields.text("output", "response", "completion")
    let model = try fields.text("model", "generator")
    var task = ImportedTask(text: [instruction, input].compactMap { $0 }.joined(separator: "\n\n"))
    task.category = try fields.text("category")
    let replies = output.map { [ImportedReply(model: model, turns: [$0])] } ?? []
    return [.exchange(ImportedExchange(task: task, question: try fields.text("question_id", "id"), replies: replies))]
  }
}

/// `{id, instruction, instances: [{input, output}]}` of Self-Instruct: an instruction for each instance.
struct SeedTaskForm: ImportForm {
  let name = "self-instruct"
  let kinds: Set<ImportKind> = [.instructions]
  let fields = "instruction, instances"

  func fits(_ row: JSONObject) -> Bool { row.has("instruction") && row.has("instances") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    let instruction = try fields.required("instruction")
    guard let instances = fields.value("instances")?.array, !instances.isEmpty else {
      throw ImportRowError(reason: "instances is no list")
    }
    let id = try fields.text("id")
    return instances.enumerated().map { index, instance in
      let input = instance["input"]?.string.flatMap { $0.isEmpty ? nil : $0 }
      let output = instance["output"]?.string.flatMap { $0.isEmpty ? nil : $0 }
      return .exchange(
        ImportedExchange(
          task: ImportedTask(text: [instruction, input].compactMap { $0 }.joined(separator: "\n\n")),
          question: id.map { index == 0 ? $0 : "\($0)#\(index + 1)" },
          replies: output.map { [ImportedReply(turns: [$0])] } ?? []))
    }
  }
}

/// `{conversations: [{from, value}]}`.
struct ShareGPTForm: ImportForm {
  let name = "sharegpt"
  let kinds: Set<ImportKind> = [.instructions]
  let fields = "conversations of from and value"

  func fits(_ row: JSONObject) -> Bool { row.has("conversations", "conversation") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    guard let messages = fields.value("conversations", "conversation")?.array, !messages.isEmpty else {
      throw ImportRowError(reason: "conversations is no list of messages")
    }
    let hasRoles = messages[0]["role"] != nil
    let dialogue = try Dialogue(
      messages, role: hasRoles ? "role" : "from", content: hasRoles ? "content" : "value")
    return [.exchange(try dialogue.exchange(&fields))]
  }
}

/// `{messages: [{role, content}], tools}` of OpenAI's chat and fine-tuning files.
struct MessagesForm: ImportForm {
  let name = "messages"
  let kinds: Set<ImportKind> = [.instructions]
  let fields = "messages of role and content"

  func fits(_ row: JSONObject) -> Bool { row.has("messages") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    guard let messages = fields.value("messages")?.array, !messages.isEmpty else {
      throw ImportRowError(reason: "messages is no list of messages")
    }
    var exchange = try Dialogue(messages, role: "role", content: "content").exchange(&fields)
    if let tools = fields.value("tools") { exchange.task?.tools = Tool.tools(in: tools) }
    return [.exchange(exchange)]
  }
}

/// `{question_id, category, turns}` of FastChat's question files, older ones with `text`.
struct QuestionForm: ImportForm {
  let name = "questions"
  let kinds: Set<ImportKind> = [.instructions]
  let fields = "question_id, turns or text"

  func fits(_ row: JSONObject) -> Bool { row.has("turns", "text", "question") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    guard let turns = try fields.texts("turns", "text", "question"), let first = turns.first else {
      throw fields.missing(["turns", "text"])
    }
    let task = ImportedTask(text: first, turns: Array(turns.dropFirst()), category: try fields.text("category"))
    return [.exchange(ImportedExchange(task: task, question: try fields.text("question_id", "qid", "id")))]
  }
}

extension Dialogue {
  fileprivate func exchange(_ fields: inout ImportFields) throws(ImportRowError) -> ImportedExchange {
    var task = task
    task.category = try fields.text("category")
    let reply = reply(by: try fields.text("model"))
    return ImportedExchange(
      task: task, question: try fields.text("question_id", "id"), replies: reply.map { [$0] } ?? [])
  }
}
