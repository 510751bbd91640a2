// The shingles of all texts that are kept, in lists of a thousand texts: what grows is the last list, and no more than that
// is ever moved or copied.

struct ShingleStore {
  private var lists: [ShingleList] = []
  private(set) var count = 0

  private static let textsOfList = 1024

  mutating func append(_ entry: Int, of list: ShingleList) {
    if count.isMultiple(of: Self.textsOfList) { lists.append(ShingleList()) }
    lists[lists.count - 1].append(entry, of: list)
    count += 1
  }

  @inline(__always)
  func withShingles<Value>(of entry: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Value) -> Value {
    lists[entry / Self.textsOfList].withShingles(of: entry % Self.textsOfList, body)
  }
}
