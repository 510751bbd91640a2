// The identity of a thing by its content: SHA-256 over labelled, length-prefixed fields.

internal import CCrypto

/// A SHA-256 digest that names a call, a record or a file by what it is made of.
package struct ContentKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  package init(hashing bytes: [UInt8]) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { digest in
      let start = digest.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let done = EVP_Digest(bytes, bytes.count, start, nil, Self.algorithm, nil)
      precondition(done == 1, "libcrypto has no SHA-256")
    }
    self.words = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
  }

  /// Fetched once: finding an algorithm by name takes libcrypto longer than a short text takes to hash.
  nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

  package init(hashing text: String) { self.init(hashing: Array(text.utf8)) }

  /// Takes the 32 bytes of a digest; `nil` for any other count.
  ///
  /// No generic: up to two hundred thousand of them are read when a database is opened, which took a second.
  package init?(digest: UnsafeRawBufferPointer) {
    guard digest.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// Reads what `description` wrote; `nil` for anything else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 64, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    let words = stride(from: 0, to: 64, by: 16).compactMap { start in
      UInt64(String(decoding: digits[start..<(start + 16)], as: UTF8.self), radix: 16)
    }
    guard words.count == 4 else { return nil }
    self.words = (words[0], words[1], words[2], words[3])
  }

  package var bytes: [UInt8] { withBytes { Array($0) } }

  /// Lends the 32 bytes of the digest.
  package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    try withUnsafeBytes(of: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian), body)
  }

  /// 64 hexadecimal digits.
  package var description: String {
    withBytes { bytes in
      String(unsafeUninitializedCapacity: 64) { text in
        for (index, byte) in bytes.enumerated() {
          text[2 * index] = Self.digit(byte >> 4)
          text[2 * index + 1] = Self.digit(byte & 15)
        }
        return 64
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  /// The first 12 hexadecimal digits: enough for a person to tell two apart.
  package var short: String { String(description.prefix(12)) }

  /// 64 bits of the digest, for seeding randomness.
  package var seed: UInt64 { words.0 }

  package static func == (left: ContentKey, right: ContentKey) -> Bool { left.words == right.words }
  package static func < (left: ContentKey, right: ContentKey) -> Bool { left.words < right.words }
  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension ContentKey {
  /// Collects the fields of a key. Every field carries its label and length, so that no two lists of fields
  /// have the same bytes.
  package struct Builder: Sendable {
    private var bytes: [UInt8] = []

    /// - Parameter domain: what the key names, with a version: `call/1`, `instruction/1`.
    package init(_ domain: String) {
      bytes.reserveCapacity(Self.usualCount)
      add("domain", domain)
    }

    package mutating func add(_ label: String, _ value: [UInt8]) {
      append(label)
      value.withUnsafeBytes { append($0) }
    }

    package mutating func add(_ label: String, _ text: String) {
      append(label)
      append(text)
    }

    package mutating func add(_ label: String, _ key: ContentKey) {
      append(label)
      key.withBytes { append($0) }
    }

    package mutating func add(_ label: String, _ number: Int) { add(label, String(number)) }
    package mutating func add(_ label: String, _ value: JSON) { add(label, value.bytes) }

    package func build() -> ContentKey { ContentKey(hashing: bytes) }

    /// Room for the fields of most keys, so that the buffer seldom grows.
    private static let usualCount = 1024

    private mutating func append(_ text: String) {
      var text = text
      text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    private mutating func append(_ field: UnsafeRawBufferPointer) {
      withUnsafeBytes(of: UInt32(field.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: field)
    }
  }

  /// The key of a list of labelled texts.
  package init(_ domain: String, _ fields: KeyValuePairs<String, String>) {
    var builder = Builder(domain)
    for (label, text) in fields { builder.add(label, text) }
    self = builder.build()
  }
}
