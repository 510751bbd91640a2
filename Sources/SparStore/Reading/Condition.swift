// Puts a WHERE clause together from the parts of a query that are set.

/// Conditions joined by AND, with their values in order.
struct Condition {
  enum Value {
    case integer(Int64)
    case text(String)
  }

  private var clauses: [String] = []
  private var values: [Value] = []

  /// - Parameter clause: SQL with one `?`, which may be repeated as `?` only once per value.
  mutating func add(_ clause: String, _ value: Value) {
    clauses.append(clause)
    values.append(value)
  }

  /// One of the columns equals, or is in, the value.
  mutating func add(anyOf columns: [String], _ test: String, _ value: Value) {
    clauses.append("(" + columns.map { "\($0) \(test)" }.joined(separator: " OR ") + ")")
    values += columns.map { _ in value }
  }

  var sql: String { clauses.isEmpty ? "" : " WHERE " + clauses.joined(separator: " AND ") }

  func bind(to row: inout RowWriter) {
    for value in values {
      switch value {
      case .integer(let number): row.add(number)
      case .text(let text): row.add(text)
      }
    }
  }
}
