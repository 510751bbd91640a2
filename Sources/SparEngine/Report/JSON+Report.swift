// How the sections of a report write what they hold.

internal import SparCore

extension JSON {
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ number: Int) { self = .int(Int64(number)) }
  init(_ number: Int?) { self = number.map { JSON($0) } ?? .null }
  init(_ id: RecordID?) { self = JSON(id?.description) }

  /// Four digits after the point: more than any reader needs, and the same from one machine to the next.
  init(rounded number: Double?) {
    guard let number, number.isFinite else { self = .null; return }
    self = .double((number * 10_000).rounded() / 10_000)
  }

  /// Null, or why a section is empty.
  init(absent: ReportAbsence?) {
    self = absent.map { ["reason": .string($0.reason), "hint": JSON($0.hint)] } ?? .null
  }
}

/// Why a section has nothing to show, and what would fill it.
package struct ReportAbsence: Sendable, Equatable {
  package let reason: String
  package let hint: String?

  init(_ reason: String, hint: String? = nil) {
    self.reason = reason
    self.hint = hint
  }

  init(_ error: any SparError) { self.init(error.message, hint: error.hint) }
}

extension Collection where Element: Numeric {
  var sum: Element { reduce(0, +) }
}

/// A share of nothing is no number.
func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? part / whole : nil }
func share(_ part: Int, of whole: Int) -> Double? { share(Double(part), of: Double(whole)) }
