// From the first digits of a key to the range of keys that begin with them, which an index can answer.

internal import SparCore

struct KeyRange {
  let lower: ContentKey
  let upper: ContentKey

  /// - Parameter prefix: 1 to 64 hexadecimal digits; `nil` for anything else.
  init?(prefix: String) {
    let digits = prefix.compactMap { $0.hexDigitValue.map { UInt8($0) } }
    guard !digits.isEmpty, digits.count == prefix.count, digits.count <= 64 else { return nil }
    guard let lower = Self.key(digits, filledWith: 0x0), let upper = Self.key(digits, filledWith: 0xF) else {
      return nil
    }
    self.lower = lower
    self.upper = upper
  }

  private static func key(_ digits: [UInt8], filledWith rest: UInt8) -> ContentKey? {
    let all = digits + Array(repeating: rest, count: 64 - digits.count)
    let bytes = stride(from: 0, to: 64, by: 2).map { all[$0] << 4 | all[$0 + 1] }
    return bytes.withUnsafeBytes { ContentKey(digest: $0) }
  }
}
