// One HTTP response, whole.

internal import CCurl

package struct HTTPResponse: Sendable {
  package let status: Int
  package let body: [UInt8]
  /// Whether the request went over a connection that an earlier one had opened.
  package let reusedConnection: Bool
  /// Status line and header lines as they came.
  let head: [UInt8]

  package init(status: Int, head: [UInt8] = [], body: [UInt8], reusedConnection: Bool = false) {
    self.status = status
    self.head = head
    self.body = body
    self.reusedConnection = reusedConnection
  }

  /// Whether the server did what it was asked for, and says so with a body.
  package var isSuccess: Bool { status == 200 || status == 201 }

  /// The value of a header line, without surrounding blanks; names are compared without regard to case.
  package func header(_ name: String) -> String? {
    var name = name
    return name.withUTF8 { name in
      head.withUnsafeBufferPointer { head in
        HeaderLines(head).first(named: name).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  /// The header lines whose names begin with one of `prefixes` (in lower case), names in lower case, values without
  /// surrounding blanks. One walk along the head; where there are none, nothing is allocated.
  package func fields(startingWith prefixes: [StaticString]) -> [(name: String, value: String)] {
    head.withUnsafeBufferPointer { HeaderLines($0).fields(startingWith: prefixes) }
  }

  /// Seconds the server asks to wait: `retry-after-ms`, else `retry-after` as a number or as a date.
  ///
  /// - Parameter now: seconds since 1970, for a date.
  package func retryAfter(now: Double) -> Double? {
    if let text = header("retry-after-ms"), let milliseconds = Double(text), milliseconds >= 0 {
      return milliseconds / 1000
    }
    guard let text = header("retry-after") else { return nil }
    if let seconds = Double(text) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
    let date = curl_getdate(text, nil)
    return date < 0 ? nil : max(0, Double(date) - now)
  }
}

/// Walks header lines without copying them: most responses are asked for two of ten.
private struct HeaderLines {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  func first(named name: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>>? {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if let value = value(of: name, in: start..<end) { return value }
      start = end + 1
    }
    return nil
  }

  func fields(startingWith prefixes: [StaticString]) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if prefixes.contains(where: { begins(start..<end, with: $0) }),
        let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":"))
      {
        let name = String(decoding: bytes[start..<colon].map(lowercase), as: UTF8.self)
        fields.append((name, String(decoding: trimmed(bytes[(colon + 1)..<end]), as: UTF8.self)))
      }
      start = end + 1
    }
    return fields
  }

  private func begins(_ line: Range<Int>, with prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { prefix in
      guard line.count > prefix.count else { return false }
      return prefix.indices.allSatisfy { lowercase(bytes[line.lowerBound + $0]) == prefix[$0] }
    }
  }

  private func value(
    of name: UnsafeBufferPointer<UInt8>, in line: Range<Int>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let colon = line.lowerBound + name.count
    guard colon < line.upperBound, bytes[colon] == UInt8(ascii: ":") else { return nil }
    for index in name.indices where lowercase(bytes[line.lowerBound + index]) != lowercase(name[index]) { return nil }
    return trimmed(bytes[(colon + 1)..<line.upperBound])
  }

  private func trimmed(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var value = value
    while let first = value.first, isBlank(first) { value.removeFirst() }
    while let last = value.last, isBlank(last) { value.removeLast() }
    return value
  }

  private func lowercase(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
