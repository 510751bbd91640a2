// Win rates per pair.

import SparStats
import Testing

@Suite("win matrix")
struct WinMatrixTests {
  @Test("rates count ties as halves, and pairs that never met have none")
  func rates() throws {
    let matrix = try WinMatrix(log(("B", 2, 1, "A"), ("C", 1, 0, "B")) + [.init("A", "B", outcome: 0.5)])
    #expect(matrix.models == ["A", "B", "C"])
    #expect(matrix.rate(1, 0) == 2.5 / 4)
    #expect(matrix.rate(0, 1) == 1.5 / 4)
    #expect(matrix.rate(2, 1) == 1)
    #expect(matrix.rate(0, 2) == nil)
    #expect(matrix.weight(0, 1) == 4)
  }
}
