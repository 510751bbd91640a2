// One block of a streamed message of Anthropic's API while its deltas come.

internal import SparCore

struct AnthropicBlock {
  private var start: JSONObject
  private var text = ""
  private var thinking = ""
  private var input = ""

  /// - Parameter start: the block as it began, usually empty.
  init(_ start: JSON?) {
    self.start = start?.object ?? JSONObject()
    text = start?["text"]?.string ?? ""
    thinking = start?["thinking"]?.string ?? ""
  }

  /// Takes a delta and says what it tells a reader.
  mutating func add(_ delta: JSON) -> ReplyPiece? {
    switch delta["type"]?.string {
    case "text_delta":
      let piece = delta["text"]?.string ?? ""
      text += piece
      return piece.isEmpty ? nil : .text(piece)
    case "thinking_delta":
      let piece = delta["thinking"]?.string ?? ""
      thinking += piece
      return piece.isEmpty ? nil : .reasoning(piece)
    case "input_json_delta": input += delta["partial_json"]?.string ?? ""
    default: break
    }
    return nil
  }

  /// The whole block as it stands in a message without a stream.
  var json: JSON {
    var block = start
    if !text.isEmpty { block["text"] = .string(text) }
    if !thinking.isEmpty { block["thinking"] = .string(thinking) }
    // Cut at the token limit, an input is no JSON; the reason to stop says so.
    if !input.isEmpty { block["input"] = (try? JSON(parsing: input)) ?? .string(input) }
    if block["type"] == nil { block["type"] = .string(thinking.isEmpty ? "text" : "thinking") }
    return .object(block)
  }
}
