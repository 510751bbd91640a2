// How two responses differ in length and style, as numbers a fit can control for.

/// One number per control, each within −1 and 1, from the side of one response: 0 where both are alike.
package struct StyleDifference: Sendable, Hashable, Comparable {
  package var length: Double
  package var headers: Double
  package var lists: Double
  package var bold: Double

  package init(length: Double = 0, headers: Double = 0, lists: Double = 0, bold: Double = 0) {
    self.length = length
    self.headers = headers
    self.lists = lists
    self.bold = bold
  }

  /// (a − b)/(a + b) of each feature, and 0 where neither response has any of it.
  package init(_ a: TextStyle, _ b: TextStyle) {
    self.init(
      length: Self.contrast(Double(a.length), Double(b.length)),
      headers: Self.contrast(a.density(a.headers), b.density(b.headers)),
      lists: Self.contrast(a.density(a.lists), b.density(b.lists)),
      bold: Self.contrast(a.density(a.bold), b.density(b.bold)))
  }

  /// The same from the other side.
  package var turned: StyleDifference {
    StyleDifference(length: -length, headers: -headers, lists: -lists, bold: -bold)
  }

  package subscript(control: StyleControl) -> Double {
    switch control {
    case .length: length
    case .headers: headers
    case .lists: lists
    case .bold: bold
    }
  }

  package static func < (left: StyleDifference, right: StyleDifference) -> Bool {
    (left.length, left.headers, left.lists, left.bold) < (right.length, right.headers, right.lists, right.bold)
  }

  private static func contrast(_ a: Double, _ b: Double) -> Double { a + b > 0 ? (a - b) / (a + b) : 0 }
}

/// What a fit can hold constant.
package enum StyleControl: String, Sendable, CaseIterable {
  case length, headers, lists, bold

  /// The controls that `length` and `style` stand for in scripts: style is headers, lists and bold together.
  package static func named(_ name: String) -> [StyleControl]? {
    if name == "style" { return [.headers, .lists, .bold] }
    return StyleControl(rawValue: name).map { [$0] }
  }
}
