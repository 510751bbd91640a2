// A seed as tests look at it.

import SparCore

struct SeedRow {
  /// Relative to the test's folder.
  let origin: String
  let text: String
  let seed: Seed
}

extension [UInt8] {
  /// From hexadecimal digits.
  init(hex: String) {
    let digits = Array<Character>(hex)
    self = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
  }
}
