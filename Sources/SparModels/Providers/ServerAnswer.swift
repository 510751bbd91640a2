// A server's response with what it takes to tell of its failure. What a success says is left to the readers.

internal import CurlKit
internal import Glibc
internal import SparCore

struct ServerAnswer {
  let response: HTTPResponse
  let place: ModelError.Place
  /// The key that was sent, so that a server's echo of it can be struck out.
  let secret: String?

  /// The body of a success.
  ///
  /// - Throws: for any other status, for what is no JSON, and for an error inside a success.
  func json() throws(ModelError) -> JSON {
    guard response.isSuccess else { throw failure(response.status, body: try? JSON(parsing: response.body)) }
    return try json(response.body)
  }

  func json(_ bytes: [UInt8]) throws(ModelError) -> JSON {
    let body: JSON
    do { body = try JSON(parsing: bytes) } catch { throw bad("a reply that is no JSON", excerpt: excerpt(of: bytes)) }
    if let error = body["error"], error != .null { throw failure(inside: body) }
    return body
  }

  // MARK: A refusal

  func failure(_ status: Int, body: JSON?) -> ModelError {
    let details = ServerMessage(body)
    let answer = ModelError.Answer(
      status: status, requestID: requestID ?? body?["request_id"]?.string,
      text: details.text.map(clean) ?? excerpt(of: response.body),
      retryAfter: response.retryAfter(now: Double(time(nil))) ?? RateLimitNotice(response)?.pause)
    return .refused(answer, details, at: place)
  }

  /// A status of success around an error: gateways and streams put the real status, or its name, into the body.
  func failure(inside body: JSON) -> ModelError {
    if let status = ServerMessage(body).status { return failure(status, body: body) }
    return bad("an error", excerpt: ServerMessage(body).text.map(clean) ?? clean(body.text))
  }

  /// - Parameter excerpt: the server's words; by default the beginning of the body.
  func bad(_ problem: String, excerpt: String? = nil) -> ModelError {
    .badReply(problem, excerpt: excerpt ?? self.excerpt(of: response.body), requestID: requestID, at: place)
  }

  // MARK: Parts

  var requestID: String? { response.header("x-request-id") ?? response.header("request-id") }

  func excerpt(of bytes: [UInt8]) -> String? {
    bytes.isEmpty ? nil : clean(String(decoding: bytes.prefix(2000), as: UTF8.self))
  }

  private func clean(_ text: String) -> String { Excerpt.of(text, without: secret) }
}
