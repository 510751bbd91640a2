// One HTTP request, as the client sends it.

/// A request with its time limits; a header that holds a key never shows in a description.
package struct HTTPRequest: Sendable {
  package enum Method: Sendable { case get, post }

  package var method: Method
  package var url: String
  package var headers: HTTPHeaders
  package var body: [UInt8]
  package var limits: HTTPLimits

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

/// The header lines of a request. Make the value once and send it with every request: the client prepares it
/// again only when it meets another one.
package struct HTTPHeaders: Sendable, Equatable, CustomStringConvertible {
  /// `Name: value`, one per element.
  let lines: [String]

  package init(_ fields: KeyValuePairs<String, String> = [:]) { self.init(fields.map { ($0.key, $0.value) }) }

  package init(_ fields: [(name: String, value: String)]) { lines = fields.map { "\($0.name): \($0.value)" } }

  package var description: String { "\(lines.count) header lines" }
}

/// What a request may take. Times are seconds; 0 is without limit.
package struct HTTPLimits: Sendable, Equatable {
  /// Until the connection stands, TLS included.
  package var connect: Double
  /// Until the reply is whole.
  package var total: Double
  /// Between two pieces of the reply's body. Waiting for its first byte counts to `total` only.
  package var idle: Double
  /// Bytes of the reply's body.
  package var bytes: Int

  package init(connect: Double = 10, total: Double = 600, idle: Double = 60, bytes: Int = 64 << 20) {
    self.connect = connect
    self.total = total
    self.idle = idle
    self.bytes = bytes
  }
}
