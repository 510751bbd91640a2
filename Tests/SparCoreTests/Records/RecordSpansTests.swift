// Long lists in little room.

import SparCore
import Testing

@Suite("Spans of records")
struct RecordSpansTests {
  private func spans(_ numbers: [Int64]) -> RecordSpans {
    var spans = RecordSpans()
    for number in numbers { spans.append(number) }
    return spans
  }

  @Test(
    "numbers come back in their order, whatever it is",
    arguments: [[], [7], [1, 2, 3], [5, 6, 2, 3, 4, 9], [9, 8, 7], [3, 3, 4]] as [[Int64]])
  func order(numbers: [Int64]) {
    #expect(spans(numbers).numbers == numbers)
    #expect(spans(numbers).count == numbers.count)
  }

  @Test("numbers in a row take the room of one run, and others one run each")
  func room() {
    #expect(spans(Array(1...100_000)).bytes.count == 16)
    #expect(spans([1, 2, 3, 10, 11, 4]).bytes.count == 3 * 16)
    #expect(spans([1, 2, 3, 10, 11, 4]).runs.map { [$0.first, Int64($0.count)] } == [[1, 3], [10, 2], [4, 1]])
  }

  @Test("bytes hold place and first number of each run, little-endian, and are read back")
  func bytes() {
    let list = spans([258, 259, 7])
    let expected: [UInt8] = [
      0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0,
    ]
    #expect(list.bytes == expected)
    #expect(RecordSpans(bytes: expected, count: 3) == list)
    var longer = RecordSpans(bytes: expected, count: 3)
    longer?.append(8)
    #expect(longer?.numbers == [258, 259, 7, 8])
    #expect(longer?.bytes.count == 32)
  }

  @Test("bytes that are no spans are refused")
  func damaged() {
    let good = spans([5, 9]).bytes
    #expect(RecordSpans(bytes: Array(good.dropLast()), count: 2) == nil)
    #expect(RecordSpans(bytes: good, count: 1) == nil)
    #expect(RecordSpans(bytes: [], count: 1) == nil)
    #expect(RecordSpans(bytes: Array(good.suffix(16)), count: 2) == nil)
    #expect(RecordSpans(bytes: [UInt8](repeating: 255, count: 16), count: 2) == nil)
  }

  @Test("a set of rows says what is new to it")
  func rowSet() {
    var rows = RowSet()
    let met = [3, 64, 3, 63, 1_000_000, 64, 0].map { rows.insert($0) }
    #expect(met == [true, true, false, true, true, false, true])
  }
}
