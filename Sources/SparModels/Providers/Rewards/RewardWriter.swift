// The bodies of vLLM's requests for scores. Two texts go to `/score`; the others get a conversation, which the server
// puts into the model's own chat template.

internal import SparCore

enum RewardWriter {
  static func body(_ request: RewardRequest, as api: RewardSettings.API, model: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: #"{"model":"#)
    writer.write(model)
    if api == .score {
      writer.write(raw: #","text_1":"#)
      writer.write(request.prompt)
      writer.write(raw: #","text_2":"#)
      writer.write(request.response)
    } else {
      writer.write(raw: #","messages":"#)
      writer.write([ChatMessage(.user, request.prompt), ChatMessage(.assistant, request.response)])
    }
    writer.write(raw: "}")
    return writer.bytes
  }
}
