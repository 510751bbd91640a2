// How a request is put on the wire, where servers differ in what they take.

internal import SparCore

struct RequestForm: Sendable, Equatable {
  var isStreamed = false
  /// Whether a stream is asked for its usage (`stream_options`).
  var countsStream = true
  var structured = StructuredForm.responseFormat
  /// Whether the schema stands in the prompt beside `response_format`, for a server that looked over it.
  var repeatsSchema = false

  var hasSchemaInPrompt: Bool { structured != .responseFormat || repeatsSchema }

  /// The form to try instead after a refusal; `nil` where the refusal is of something else.
  func avoiding(_ error: ModelError, of request: ChatRequest) -> RequestForm? {
    var form = self
    if isStreamed, countsStream, error.objects(to: ["stream_options"]) {
      form.countsStream = false
    } else if request.schema != nil, structured != .prompt, error.objects(to: Self.schemaWords) {
      form.structured = .prompt
    } else {
      return nil
    }
    return form
  }

  private static let schemaWords = ["response_format", "json_schema", "json_object", "guided", "grammar", "structured"]
}

extension ModelError {
  /// Whether a server that took the connection, but not the request, names one of `words`. A 500 counts: llama.cpp answers
  /// so to a schema that it cannot compile.
  func objects(to words: [String]) -> Bool {
    (code == "model.bad_request" || code == "model.server_error") && words.contains(where: message.holds)
  }

  /// Whether it is this one schema that the server does not take, and not schemas.
  var isAboutOneSchema: Bool { message.holds("nvalid schema") || message.holds("grammar") }
}
