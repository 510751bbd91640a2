// One HTTP request, as the client sends it.

internal import LoopKit

/// A request with its time limits; a header that holds a key never shows in a description.
package struct HTTPRequest: Sendable {
  package enum Method: Sendable { case get, post, put, delete }

  package var method: Method
  package var url: String
  package var headers: HTTPHeaders
  /// Sent with POST and PUT.
  package var body: [UInt8]
  package var limits: HTTPLimits
  /// Is told of the response as soon as it is whole, before whoever waits for it goes on.
  package var onArrival: (@Host (HTTPResponse) -> Void)?

  package init(
    _ method: Method, _ url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
    limits: HTTPLimits = HTTPLimits()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limits = limits
  }
}
