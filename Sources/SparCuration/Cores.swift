// Work on all cores: parts of a range, each handled once. Results are in the order of the parts, whoever was faster.

internal import Dispatch

enum Cores {
  /// Calls `body` with ranges of at most `size` that cover `0..<count`, several at a time: it must bear that.
  static func forEachPart(of count: Int, size: Int, _ body: (Range<Int>) -> Void) {
    let parts = (count + size - 1) / size
    // Small work is done before a thread is woken for it.
    guard parts > 1 else { return parts == 1 ? body(0..<count) : () }
    withoutActuallyEscaping(body) { escapable in
      nonisolated(unsafe) let body = escapable
      DispatchQueue.concurrentPerform(iterations: parts) { body($0 * size..<min(count, ($0 + 1) * size)) }
    }
  }

  /// What `body` makes of each part, in the order of the parts.
  static func mapParts<Value>(of count: Int, size: Int, _ body: (Range<Int>) -> Value) -> [Value] {
    let parts = (count + size - 1) / size
    return [Value](unsafeUninitializedCapacity: parts) { buffer, initialized in
      let base = buffer.baseAddress
      forEachPart(of: count, size: size) { part in
        // Each part has a place of its own.
        base.map { ($0 + part.lowerBound / size).initialize(to: body(part)) }
      }
      initialized = parts
    }
  }
}
