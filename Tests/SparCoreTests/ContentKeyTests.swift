// Identity by content: SHA-256 by the book, and fields that cannot run into each other.

import SparCore
import Testing

@Suite("Content keys")
struct ContentKeyTests {
  @Test(
    "the digest is SHA-256 (FIPS 180-2, appendix B; the empty message from NIST's test vectors)",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(text: String, digest: String) {
    let key = ContentKey(hashing: text)
    #expect(key.description == digest)
    #expect(key.short == digest.prefix(12))
    #expect(key.seed == UInt64(digest.prefix(16), radix: 16))
  }

  @Test("a million bytes are hashed whole (FIPS 180-2, appendix B.3)")
  func million() {
    let key = ContentKey(hashing: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(key.description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  private static func key(_ bytes: [UInt8]) -> ContentKey? { bytes.withUnsafeBytes { ContentKey(digest: $0) } }

  @Test("a key is its 32 bytes; other counts are no key")
  func bytes() {
    let key = ContentKey(hashing: "abc")
    #expect(key.bytes.count == 32 && key.bytes.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
    #expect(Self.key(key.bytes) == key)
    #expect(Self.key(key.bytes.dropLast()) == nil && Self.key(key.bytes + [0]) == nil)
  }

  @Test("keys are ordered as their digits are")
  func order() {
    let keys = (0..<100).map { ContentKey(hashing: String($0)) }
    #expect(keys.sorted().map(\.description) == keys.map(\.description).sorted())
  }

  @Test("leading zeros of a digest are written")
  func zeros() {
    let key = Self.key([UInt8](repeating: 0, count: 31) + [7])
    #expect(key?.description == String(repeating: "0", count: 63) + "7")
  }

  @Test("fields never run into each other, into their labels or into the domain")
  func framing() {
    let keys = [
      ContentKey("d", ["ab": "c"]), ContentKey("d", ["a": "bc"]), ContentKey("d", ["abc": ""]),
      ContentKey("d", ["": "abc"]),
      ContentKey("d", ["a": "b", "c": ""]), ContentKey("d", ["a": "", "b": "c"]), ContentKey("da", ["b": "c"]),
      ContentKey("d", [:]), ContentKey("d", ["a": "", "": "bc"]),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test("the order of fields counts")
  func fieldOrder() {
    #expect(ContentKey("d", ["a": "1", "b": "2"]) != ContentKey("d", ["b": "2", "a": "1"]))
  }

  @Test("texts that only look alike have different keys")
  func canonicalEquivalence() {
    #expect(ContentKey("d", ["a": "\u{E9}"]) != ContentKey("d", ["a": "e\u{301}"]))
  }

  @Test("a field's bytes are what the docs say: label and value, each after its length in four bytes")
  func layout() {
    var expected: [UInt8] = []
    for text in ["domain", "call/1", "model", "m"] { expected += [UInt8(text.utf8.count), 0, 0, 0] + text.utf8 }
    #expect(ContentKey("call/1", ["model": "m"]) == ContentKey(hashing: expected))
  }
}
