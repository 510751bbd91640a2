// Requests other than the plain posting of JSON: forms, files, looking something up.

internal import CurlKit
internal import LoopKit

/// What a request of any form is made of.
struct ServerRequest {
  var method: HTTPRequest.Method
  var address: String
  var contentType = "application/json"
  var body: [UInt8] = []
  /// Whether what is sent or fetched may be a file of hundreds of megabytes.
  var isFile = false
}

extension ServerAccess {
  /// - Parameter onPiece: takes the body of a success, which the answer then lacks.
  func send(
    _ request: ServerRequest, for model: String, onPiece: HTTPClient.PieceTaker? = nil
  ) async throws(ModelError) -> ServerAnswer {
    let place = place(of: model)
    let secret = try await key.secret(at: place)
    do throws(HTTPError) {
      let response = try await client.send(http(request, secret), onPiece: onPiece)
      return ServerAnswer(response: response, place: place, secret: secret)
    } catch { throw .transport(error, at: place) }
  }

  func place(of model: String) -> ModelError.Place { ModelError.Place(model: model, endpoint: url.description) }

  private func http(_ request: ServerRequest, _ secret: String?) -> HTTPRequest {
    var headers = fields + (secret.map(keyFields) ?? [])
    if !request.body.isEmpty { headers.append(("Content-Type", request.contentType)) }
    var limits = limits
    if request.isFile {
      limits.total = max(limits.total, Self.fileSeconds)
      limits.bytes = Self.fileBytes
    }
    return HTTPRequest(
      request.method, request.address, headers: HTTPHeaders(headers), body: request.body, limits: limits)
  }

  private static let fileSeconds = 3600.0
  private static let fileBytes = 8 << 30
}
