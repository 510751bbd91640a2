// The body of a chat-completions request, byte for byte the same for the same request.

internal import SparCore

struct ChatCompletionWriter: Sendable {
  /// What the server calls the limit of reply tokens: OpenAI itself takes only the newer of the two names.
  let limitName: String

  init(for url: BaseURL) { limitName = url == .openAI ? "max_completion_tokens" : "max_tokens" }

  func body(_ request: ChatRequest, model: String, _ form: RequestForm = RequestForm()) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: #"{"model":"#)
    writer.write(model)
    writer.write(raw: #","messages":"#)
    writer.write(messages(request, form))
    write(request.sampling, to: &writer)
    write(tools: request, to: &writer)
    if let schema = request.schema { write(schema, form, to: &writer) }
    if let top = request.topLogprobs { writer.write(raw: #","logprobs":true,"top_logprobs":\#(top)"#) }
    if request.count > 1 { writer.write(raw: #","n":\#(request.count)"#) }
    if form.isStreamed { writer.write(raw: #","stream":true"#) }
    if form.isStreamed, form.countsStream { writer.write(raw: #","stream_options":{"include_usage":true}"#) }
    writer.write(raw: "}")
    return writer.bytes
  }

  private func messages(_ request: ChatRequest, _ form: RequestForm) -> [ChatMessage] {
    guard let schema = request.schema, form.hasSchemaInPrompt else { return request.messages }
    return SchemaSentence.added(schema, to: request.messages)
  }

  private func write(_ sampling: Sampling, to writer: inout JSONWriter) {
    for member in sampling.json.object?.members ?? [] {
      writer.write(raw: ",")
      writer.write(member.key == "max_tokens" ? limitName : member.key)
      writer.write(raw: ":")
      writer.write(member.value)
    }
  }

  private func write(tools request: ChatRequest, to writer: inout JSONWriter) {
    // A choice without tools is an error at most servers.
    guard !request.tools.isEmpty else { return }
    writer.write(raw: #","tools":"#)
    writer.write(Tool.json(request.tools))
    guard let choice = request.toolChoice else { return }
    writer.write(raw: #","tool_choice":"#)
    writer.write(choice.json)
  }

  private func write(_ schema: ReplySchema, _ form: RequestForm, to writer: inout JSONWriter) {
    let format: JSON
    switch form.structured {
    case .prompt: return
    case .jsonObject: format = ["type": "json_object"]
    case .responseFormat:
      format = [
        "type": "json_schema",
        "json_schema": ["name": .string(schema.name), "strict": true, "schema": schema.schema],
      ]
    }
    writer.write(raw: #","response_format":"#)
    writer.write(format)
  }
}
