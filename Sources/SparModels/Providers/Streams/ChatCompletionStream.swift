// The chunks of a streamed chat completion (OpenAI, "Streaming responses", and what other servers make of it).

internal import CurlKit
internal import SparCore

struct ChatCompletionStream: StreamForm {
  private var choices: [Int: StreamedChoice] = [:]
  private var usage: JSON?
  private var id: JSON?
  private var failure: JSON?
  private var isDone = false
  private var splitter = ThoughtSplitter()
  /// Whether the server keeps thinking apart: tags in the text are text then.
  private var hasReasoning = false

  /// A stream ends at `[DONE]`, or after a reason to finish for every choice.
  var isWhole: Bool { failure == nil && (isDone || !choices.isEmpty && choices.values.allSatisfy(\.isFinished)) }

  mutating func take(_ event: ServerSentEvents.Event) throws(JSONError) -> [ReplyPiece] {
    guard !event.data.elementsEqual("[DONE]".utf8) else {
      isDone = true
      return []
    }
    guard failure == nil, !isDone else { return [] }
    let chunk = try JSON(parsing: event.data)
    if let error = chunk["error"], error != .null { failure = chunk }
    if event.event == "error" { failure = failure ?? ["error": chunk] }
    return failure == nil ? add(chunk) : []
  }

  private mutating func add(_ chunk: JSON) -> [ReplyPiece] {
    id = id ?? chunk["id"]
    let chunkUsage = chunk["usage"] ?? chunk["choices"]?[0]?["usage"] ?? chunk["x_groq"]?["usage"]
    if let chunkUsage, chunkUsage != .null { usage = chunkUsage }
    var pieces: [ReplyPiece] = []
    for choice in chunk["choices"]?.array ?? [] {
      let index = choice["index"]?.int ?? 0
      let content = choices[index, default: StreamedChoice()].add(choice)
      // Whoever reads along reads one reply.
      if index == 0 { pieces += tell(content) }
    }
    return pieces
  }

  private mutating func tell(_ content: ChatContent?) -> [ReplyPiece] {
    var pieces: [ReplyPiece] = []
    if let reasoning = content?.reasoning {
      hasReasoning = true
      pieces.append(.reasoning(reasoning))
    }
    guard let text = content?.text, !text.isEmpty else { return pieces }
    return pieces + (hasReasoning ? [.text(text)] : splitter.feed(text))
  }

  mutating func rest() -> [ReplyPiece] { splitter.finish() }

  var body: JSON {
    if let failure { return failure }
    var body = JSONObject([("choices", .array(choices.sorted { $0.key < $1.key }.map(\.value.json)))])
    body["id"] = id
    body["usage"] = usage
    return .object(body)
  }
}
