// Ids as people read and write them.

import SparCore
import Testing

@Suite("Record ids")
struct RecordIDTests {
  @Test("every kind's id reads back", arguments: RecordKind.allCases)
  func roundTrip(kind: RecordKind) {
    for number in [1, 12, Int64.max] {
      let id = RecordID(kind, number)
      #expect(RecordID(id.description) == id)
    }
  }

  @Test("ids are written as in the table of words")
  func written() {
    let ids = RecordKind.allCases.map { RecordID($0, 12).description }
    #expect(ids == ["s12", "p12", "i12", "g12", "r12", "b12", "v12", "x12", "d12", "run12", "c12"])
  }

  @Test(
    "what is no id is refused",
    arguments: [
      "", "s", "12", "s0", "s-1", "s+1", "S12", "z12", "s12x", "s 12", " s12", "s1.5", "s９", "s9223372036854775808",
    ])
  func refused(text: String) {
    #expect(RecordID(text) == nil)
  }

  @Test("a run is not taken for a response")
  func prefixes() {
    #expect(RecordID("run3") == RecordID(.run, 3))
    #expect(RecordID("r3") == RecordID(.response, 3))
  }

  @Test("ids of a kind are ordered by number, not by digits")
  func order() {
    let ids = [RecordID(.seed, 10), RecordID(.seed, 9), RecordID(.battle, 100)]
    #expect(ids.sorted().map(\.description) == ["b100", "s9", "s10"])
  }
}
