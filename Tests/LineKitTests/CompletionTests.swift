// What Tab inserts and how it lists, without a terminal.

import LineKit
import Testing

@Suite("Completions")
struct CompletionTests {
  @Test("the common beginning is that of all candidates, by whole characters")
  func commonPrefix() {
    #expect(Completion(replaceFrom: 0, candidates: ["seeds", "select", "sel"]).commonPrefix == "se")
    #expect(Completion(replaceFrom: 0, candidates: ["e\u{301}a", "ea"]).commonPrefix == "")
    #expect(Completion(replaceFrom: 0, candidates: ["only("]).commonPrefix == "only(")
    #expect(Completion(replaceFrom: 0, candidates: []).commonPrefix == "")
  }

  @Test("columns are read downwards and aligned by display width")
  func columns() {
    let found = Completion(replaceFrom: 0, candidates: ["日本語", "a", "bb", "ccc", "d"])
    #expect(found.columns(width: 24, rows: 5) == ["日本語  bb      d", "a       ccc"])
    #expect(found.columns(width: 5, rows: 5) == ["日本語", "a", "bb", "ccc", "d"])
  }

  @Test("what does not fit is counted")
  func tooMany() {
    let found = Completion(replaceFrom: 0, candidates: (1...9).map { "n\($0)" })
    #expect(found.columns(width: 8, rows: 2) == ["n1  n3", "n2  n4", "… 5 more"])
  }

  @Test("rows are counted as a terminal wraps them")
  func rows() {
    #expect(DisplayWidth.rowsBelow("abc\nde", indent: 2, columns: 10) == 1)
    #expect(DisplayWidth.rowsBelow("abcdefghi", indent: 2, columns: 10) == 1)
    #expect(DisplayWidth.rowsBelow("日本語日本", indent: 0, columns: 9) == 1)
    #expect(DisplayWidth.of("e\u{301}日\u{7}") == 5)
  }
}
