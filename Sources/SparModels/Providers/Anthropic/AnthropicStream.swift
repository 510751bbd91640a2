// The events of Anthropic's streams (https://docs.anthropic.com/en/api/messages-streaming).

internal import CurlKit
internal import SparCore

struct AnthropicStream: StreamForm {
  /// How a structured reply was asked for: its pieces are the reply's text.
  let form: AnthropicForm?
  private var message = JSONObject()
  private var usage = JSONObject()
  private var blocks: [Int: AnthropicBlock] = [:]
  private var failure: JSON?
  private var isStopped = false

  init(form: AnthropicForm?) { self.form = form }

  var isWhole: Bool { failure == nil && (isStopped || message["stop_reason"]?.string != nil) }

  mutating func take(_ event: ServerSentEvents.Event) throws(JSONError) -> [ReplyPiece] {
    guard failure == nil, !isStopped else { return [] }
    let data = try JSON(parsing: event.data)
    switch data["type"]?.string ?? event.event {
    case "message_start":
      message = data["message"]?.object ?? JSONObject()
      add(usage: message["usage"])
    case "content_block_start":
      blocks[data["index"]?.int ?? blocks.count] = AnthropicBlock(data["content_block"])
    case "content_block_delta": return add(data)
    case "message_delta":
      for member in data["delta"]?.object?.members ?? [] { message[member.key] = member.value }
      add(usage: data["usage"])
    case "message_stop": isStopped = true
    case "error": failure = data
    // `ping`, `content_block_stop`, and what is yet to be invented.
    default: break
    }
    return []
  }

  private mutating func add(_ data: JSON) -> [ReplyPiece] {
    guard let delta = data["delta"],
      let piece = blocks[data["index"]?.int ?? 0, default: AnthropicBlock(nil)].add(delta)
    else { return [] }
    return [piece]
  }

  /// Counts grow: the last that was told is the whole.
  private mutating func add(usage counts: JSON?) {
    for count in counts?.object?.members ?? [] where count.value != .null { usage[count.key] = count.value }
  }

  mutating func rest() -> [ReplyPiece] { [] }

  var body: JSON {
    if let failure { return failure }
    var body = message
    body["content"] = .array(blocks.sorted { $0.key < $1.key }.map(\.value.json))
    body["usage"] = .object(usage)
    return .object(body)
  }
}
