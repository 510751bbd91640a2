// Recorded answers: FastChat's model_answer files, AlpacaEval's model_outputs.

internal import SparCore

/// `{question_id, model_id, choices: [{turns}]}`, in older files `{question_id, model_id, text}`.
struct ModelAnswerForm: ImportForm {
  let name = "model-answer"
  let kinds: Set<ImportKind> = [.responses]
  let fields = "question_id, model_id, choices or text"

  func fits(_ row: JSONObject) -> Bool {
    row.has("question_id", "qid") && row.has("choices", "text", "output", "answer")
  }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    let question = try fields.required("question_id", "qid")
    let model = try fields.text("model", "model_id")
    var replies: [ImportedReply] = []
    if let choices = fields.value("choices")?.array {
      for (index, choice) in choices.enumerated() { replies.append(try reply(choice, index, model)) }
    } else if let text = try fields.text("text", "output", "answer") {
      replies = [ImportedReply(model: model, turns: [text])]
    }
    guard !replies.isEmpty else { throw ImportRowError(reason: "there is no answer in it") }
    return [.exchange(ImportedExchange(question: question, replies: replies))]
  }

  private func reply(_ choice: JSON, _ index: Int, _ model: String?) throws(ImportRowError) -> ImportedReply {
    let turns = choice["turns"]?.array ?? choice["turns"].map { [$0] } ?? []
    let texts = turns.compactMap(\.string)
    guard !texts.isEmpty, texts.count == turns.count else {
      throw ImportRowError(reason: "choice \(index + 1) has no turns of text")
    }
    return ImportedReply(model: model, turns: texts, ordinal: choice["index"]?.int ?? index)
  }
}

/// `{instruction, output, generator}` of AlpacaEval.
struct ModelOutputForm: ImportForm {
  let name = "model-outputs"
  let kinds: Set<ImportKind> = [.responses]
  let fields = "instruction, output, generator"

  func fits(_ row: JSONObject) -> Bool { row.has("instruction", "prompt") && row.has("output", "response") }

  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem] {
    let task = ImportedTask(text: try fields.required("instruction", "prompt"))
    let output = try fields.required("output", "response")
    let reply = ImportedReply(model: try fields.text("generator", "model"), turns: [output])
    return [.exchange(ImportedExchange(task: task, replies: [reply]))]
  }
}
