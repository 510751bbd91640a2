// The header lines of a request, prepared once for many.

/// The header lines of a request. Make the value once and send it with every request: the client prepares it
/// again only when it meets another one.
package struct HTTPHeaders: Sendable, Equatable, CustomStringConvertible {
  /// `Name: value`, one per element.
  let lines: [String]

  /// What every request says of itself.
  static let constantLines = ["User-Agent: spar", "Accept-Encoding: identity"]

  package init(_ fields: KeyValuePairs<String, String> = [:]) { self.init(fields.map { ($0.key, $0.value) }) }

  package init(_ fields: [(name: String, value: String)]) { lines = fields.map { "\($0.name): \($0.value)" } }

  package var description: String { "\(lines.count) header lines" }
}
