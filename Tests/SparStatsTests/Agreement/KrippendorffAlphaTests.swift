// Krippendorff's alpha on the examples of "Computing Krippendorff's alpha-reliability" (2011).

import SparStats
import Testing

@Suite("Krippendorff's alpha")
struct KrippendorffAlphaTests {
  /// Example C: four observers, twelve units, with ratings missing; 0 stands for none.
  static let observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
  ]
  static let units = (0..<12).map { unit in observers.map { Double($0[unit]) }.filter { $0 != 0 } }

  @Test(
    "example C gives .743 nominal, .815 ordinal and .849 interval",
    arguments: [
      (KrippendorffAlpha.Level.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849),
    ])
  func exampleC(level: KrippendorffAlpha.Level, expected: Double) throws {
    #expect(abs(try KrippendorffAlpha.alpha(units: Self.units, level: level) - expected) < 5e-4)
  }

  @Test("example A, two observers and binary data, gives .095")
  func exampleA() throws {
    let a: [Double] = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], b: [Double] = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    #expect(abs(try KrippendorffAlpha.alpha(units: zip(a, b).map { [$0, $1] }, level: .nominal) - 0.095) < 5e-4)
  }

  @Test("a unit that one observer rated says nothing")
  func singles() throws {
    let with = try KrippendorffAlpha.alpha(units: [[1, 1], [2, 2], [1, 2], [5]], level: .interval)
    let without = try KrippendorffAlpha.alpha(units: [[1, 1], [2, 2], [1, 2]], level: .interval)
    #expect(with == without)
  }

  @Test("there is no alpha without pairs or without variation")
  func undefined() {
    #expect(throws: StatsError.self) { try KrippendorffAlpha.alpha(units: [[1], [2]], level: .nominal) }
    #expect(throws: StatsError.self) { try KrippendorffAlpha.alpha(units: [[1, 1], [1, 1]], level: .nominal) }
  }
}
