// The way to one server: address, key, connections and time limits. What is sent and what comes back are the
// providers' business.

internal import CurlKit
internal import LoopKit

@Host
final class ServerAccess {
  let url: BaseURL
  let key: APIKey
  let client: HTTPClient
  let limits: HTTPLimits
  let fields: [(name: String, value: String)]
  let keyFields: KeyFields
  /// Kept with the key they hold: the client prepares header lines anew only when it meets others.
  private var prepared: (secret: String?, headers: HTTPHeaders)?

  /// The header fields that carry a key: beside the `fields` that every request has.
  typealias KeyFields = @Sendable (_ secret: String) -> [(name: String, value: String)]
  nonisolated static let bearer: KeyFields = { [("Authorization", "Bearer \($0)")] }

  init(
    url: BaseURL, key: APIKey, client: HTTPClient, limits: HTTPLimits,
    fields: [(name: String, value: String)] = [], keyFields: @escaping KeyFields = bearer
  ) {
    self.url = url
    self.key = key
    self.client = client
    self.limits = limits
    self.fields = fields
    self.keyFields = keyFields
  }

  /// - Throws: `model.key_missing` before anything is sent.
  @inline(__always)
  func post(
    _ body: [UInt8], to address: String, for model: String, in slot: Slot?
  ) async throws(ModelError) -> ServerAnswer {
    let place = ModelError.Place(model: model, endpoint: url.description)
    let secret = if let known = key.known { known } else { try await key.secret(at: place) }
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await client.send(request(body, address, secret, slot))
    } catch { throw .transport(error, at: place) }
    return ServerAnswer(response: response, place: place, secret: secret)
  }

  /// Fills `stream` with the reply as it comes; what is no success stands in the answer instead.
  func post<Form: StreamForm>(
    _ body: [UInt8], to address: String, for model: String, in slot: Slot?, into stream: ReplyStream<Form>
  ) async throws(ModelError) -> ServerAnswer {
    let place = ModelError.Place(model: model, endpoint: url.description)
    let secret = try await key.secret(at: place)
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await client.stream(request(body, address, secret, slot)) { stream.take($0) }
    } catch {
      // A server that keeps the connection open behind a whole reply has said everything.
      guard stream.isWhole, error.kind != .cancelled else { throw .transport(error, at: place) }
      response = HTTPResponse(status: 200, body: [])
    }
    stream.end()
    return ServerAnswer(response: response, place: place, secret: secret)
  }

  private func request(_ body: [UInt8], _ address: String, _ secret: String?, _ slot: Slot?) -> HTTPRequest {
    var request = HTTPRequest(.post, address, headers: headers(secret), body: body, limits: limits)
    if let slot { request.onArrival = { slot.take($0) } }
    return request
  }

  private func headers(_ secret: String?) -> HTTPHeaders {
    if let prepared, prepared.secret == secret { return prepared.headers }
    var fields = [(name: "Content-Type", value: "application/json")]
    fields += self.fields + (secret.map(keyFields) ?? [])
    let headers = HTTPHeaders(fields)
    prepared = (secret, headers)
    return headers
  }
}

extension Slot {
  /// What a slot learns of a response before anybody reads it.
  fileprivate func take(_ response: HTTPResponse) {
    if response.isSuccess { arrived(RateLimitNotice(response)) } else { refused() }
  }
}
