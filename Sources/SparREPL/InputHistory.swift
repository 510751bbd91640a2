// Which inputs are remembered. Where they are kept is the owner's business.

/// The rule of shells: an input that begins with a space is not recorded, nor the same input twice in a row.
package struct InputHistory {
  private var last: String?
  private let record: (String) -> Void

  /// - Parameters:
  ///   - last: the newest input of earlier sessions.
  ///   - record: keeps an input.
  package init(last: String? = nil, record: @escaping (String) -> Void) {
    self.last = last
    self.record = record
  }

  package mutating func add(_ input: String) {
    guard input.first != " ", !input.trimmed.isEmpty, input != last else { return }
    last = input
    record(input)
  }
}
