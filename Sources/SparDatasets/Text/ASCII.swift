// Bytes of UTF-8 as the text algorithms here see them.

extension UInt8 {
  var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
  var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
  /// Whether a Unicode scalar begins here.
  var beginsScalar: Bool { self & 0xC0 != 0x80 }
}

extension Collection<UInt8> where SubSequence: BidirectionalCollection, SubSequence.SubSequence == SubSequence {
  /// Without white space at both ends.
  var trimmingSpace: SubSequence { drop(while: \.isSpace).trimmingSpaceAtEnd }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
  var trimmingSpaceAtEnd: SubSequence {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isSpace { end = index(before: end) }
    return self[..<end]
  }
}

extension String {
  init(utf8 bytes: some Collection<UInt8>) { self.init(decoding: bytes, as: UTF8.self) }
}
