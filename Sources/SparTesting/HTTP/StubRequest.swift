// One request as a scripted server received it.

package struct StubRequest: Sendable {
  /// Counts the server's requests from 0.
  package let number: Int
  /// Counts the server's connections from 0.
  package let connection: Int
  package let method: String
  package let path: String
  /// Names in lower case.
  package let headers: [String: String]
  package let body: [UInt8]

  package var text: String { String(decoding: body, as: UTF8.self) }
}
