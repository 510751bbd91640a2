// Any OpenAI-compatible server: `POST …/chat/completions`. The body's form stands in `ChatCompletionWriter`, the
// reply's in `ChatCompletionReader`; keys, queues and retries are left to others.

internal import CurlKit
internal import LoopKit
internal import SparCore

@Host
final class OpenAIProvider: Provider {
  private let url: BaseURL
  private let key: APIKey
  private let client: HTTPClient
  private let limits: HTTPLimits
  private let writer: ChatCompletionWriter
  /// Kept with the key they hold: the client prepares header lines anew only when it meets others.
  private var prepared: (secret: String?, headers: HTTPHeaders)?

  init(url: BaseURL, key: APIKey, client: HTTPClient, limits: HTTPLimits) {
    self.url = url
    self.key = key
    self.client = client
    self.limits = limits
    writer = ChatCompletionWriter(limitName: url == .openAI ? "max_completion_tokens" : "max_tokens")
  }

  func reply(to request: ChatRequest, model: String) async throws(ModelError) -> ChatReply {
    let place = ModelError.Place(model: model, endpoint: url.description)
    let secret = try await key.secret(at: place)
    let response = try await send(writer.body(request, model: model), secret, place)
    return try ChatCompletionReader(response: response, place: place, secret: secret).reply()
  }

  private func send(
    _ body: [UInt8], _ secret: String?, _ place: ModelError.Place
  ) async throws(ModelError) -> HTTPResponse {
    let request = HTTPRequest(.post, url.chatCompletions, headers: headers(secret), body: body, limits: limits)
    do throws(HTTPError) { return try await client.send(request) } catch { throw ModelError(error, at: place) }
  }

  private func headers(_ secret: String?) -> HTTPHeaders {
    if let prepared, prepared.secret == secret { return prepared.headers }
    var fields = [(name: "Content-Type", value: "application/json"), (name: "Accept", value: "application/json")]
    if let secret { fields.append((name: "Authorization", value: "Bearer \(secret)")) }
    let headers = HTTPHeaders(fields)
    prepared = (secret, headers)
    return headers
  }
}
