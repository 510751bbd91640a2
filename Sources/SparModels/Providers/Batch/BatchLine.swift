// One line of a batch's output or error file (OpenAI, "The request output object") as the reply that it would have
// been to a request by itself.

internal import CurlKit
internal import SparCore

struct BatchLine {
  /// Its `custom_id`.
  let id: ContentKey
  private let json: JSON

  /// `nil` for what is no line of ours.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard let json = try? JSON(parsing: Array(bytes)), let name = json["custom_id"]?.string,
      let id = ContentKey(hexadecimal: name)
    else { return nil }
    self.id = id
    self.json = json
  }

  /// - Parameter secret: the key, which is struck out of the server's words.
  func reply(in batch: RemoteBatch, at place: ModelError.Place, secret: String?) throws(ModelError) -> ChatReply {
    if let response = json["response"], let status = response["status_code"]?.int, status > 0 {
      return try reply(status, response, place, secret)
    }
    let error = json["error"] ?? .null
    let reason = Excerpt.of(error["message"]?.string ?? error["code"]?.string ?? "it gives no reason", without: secret)
    if let code = error["code"]?.string, Self.untouched.contains(code) {
      throw .batchMissing(batch, at: place, reason: reason)
    }
    let answer = ServerAnswer(response: HTTPResponse(status: 200, body: []), place: place, secret: secret)
    throw answer.failure(inside: ["error": error])
  }

  /// What is said of requests that a server did not come to.
  private static let untouched: Set = ["batch_expired", "batch_cancelled"]

  private func reply(
    _ status: Int, _ response: JSON, _ place: ModelError.Place, _ secret: String?
  ) throws(ModelError) -> ChatReply {
    let body = response["body"] ?? .null
    let answer = ServerAnswer(
      response: HTTPResponse(
        status: status, head: Self.head(response["request_id"]?.string), body: status == 200 ? [] : body.bytes),
      place: place, secret: secret)
    guard answer.response.isSuccess else { throw answer.failure(status, body: body) }
    if let error = body["error"], error != .null { throw answer.failure(inside: body) }
    return try ChatCompletionReader(answer: answer).reply(in: body)
  }

  private static func head(_ requestID: String?) -> [UInt8] {
    guard let requestID, RemoteBatch.isName(requestID) else { return [] }
    return Array("x-request-id: \(requestID)\r\n".utf8)
  }
}
