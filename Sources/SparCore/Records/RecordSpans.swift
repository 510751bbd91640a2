// A long list of records of one kind in little room: runs of row numbers. Which kind, and what a record holds, is for
// others to know.

/// Row numbers in an order of their own; numbers that follow each other take the room of one.
///
/// Seeds that are stored one after the other, as a corpus of any size is, are one run: 16 bytes.
package struct RecordSpans: Sendable, Equatable {
  private struct Span: Sendable, Equatable {
    /// The place of its first number in the list, from 0.
    let start: Int
    let first: Int64
  }

  private var spans: [Span] = []
  private var next: Int64?
  package private(set) var count = 0

  package init() {}

  package mutating func append(_ number: Int64) {
    if number != next { spans.append(Span(start: count, first: number)) }
    next = number + 1
    count += 1
  }

  /// Runs of numbers in the order of the list: the first one, and how many follow each other from there on.
  package var runs: some Sequence<(first: Int64, count: Int)> {
    spans.indices.lazy.map { index in
      let end = index + 1 < spans.count ? spans[index + 1].start : count
      return (spans[index].first, end - spans[index].start)
    }
  }

  /// The numbers one by one.
  package var numbers: [Int64] { runs.flatMap { run in (0..<Int64(run.count)).map { run.first + $0 } } }

  // MARK: As bytes

  /// Sixteen bytes for each run, little-endian: its place in the list, from 0, and its first number.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16 * spans.count)
    for span in spans {
      withUnsafeBytes(of: Int64(span.start).littleEndian) { bytes.append(contentsOf: $0) }
      withUnsafeBytes(of: span.first.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// Reads what `bytes` wrote; `nil` for anything else.
  package init?(bytes: [UInt8], count: Int) {
    guard bytes.count % 16 == 0, bytes.isEmpty == (count == 0) else { return nil }
    let words = bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: 8).map {
        Int64(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: Int64.self))
      }
    }
    var last = -1
    for index in stride(from: 0, to: words.count, by: 2) {
      let span = Span(start: Int(words[index]), first: words[index + 1])
      guard span.start > last, span.start < count, span.first > 0, index > 0 || span.start == 0 else { return nil }
      last = span.start
      spans.append(span)
    }
    self.count = count
    next = spans.last.map { $0.first + Int64(count - $0.start) }
  }
}
