// Money as it is printed.

/// An amount in millionths of a dollar: `$12.30`, and four places below a dollar: `$0.0042`.
package struct Dollars: Sendable, CustomStringConvertible {
  private let micro: Int64

  package init(micro: Int64) { self.micro = micro }

  package var description: String {
    if micro > 0, micro < 50 { return "<$0.0001" }
    return micro == 0 || micro >= 1_000_000 ? text(places: 2) : text(places: 4)
  }

  /// Rounded to the nearest.
  private func text(places: Int) -> String {
    let unit: Int64 = places == 2 ? 10_000 : 100
    let parts = (micro + unit / 2) / unit
    let whole = 1_000_000 / unit
    let fraction = String(parts % whole)
    return "$\((parts / whole).grouped).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
  }
}

extension BinaryInteger {
  /// With commas between thousands: `1,204`.
  package var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
