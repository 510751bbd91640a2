// An event stream (WHATWG HTML, "Server-sent events", section 9.2.6), read as its bytes come.
// What the data means, a closing "[DONE]" included, is left to whoever feeds it.

/// Pieces of bytes in, whole events out; a piece may end anywhere, inside a scalar or between `\r` and `\n`.
///
/// `id` and `retry` are passed over: they are for connecting again, which costs a whole new reply here.
package struct ServerSentEvents: Sendable {
  package struct Event: Sendable, Equatable {
    /// The event's type; `message` where the server names none.
    package let event: String
    /// The lines of data with `\n` between them. Bytes, so that invalid UTF-8 is seen and not repaired.
    package let data: [UInt8]

    package init(event: String = "message", data: [UInt8]) {
      self.event = event
      self.data = data
    }

    package var text: String { String(decoding: data, as: UTF8.self) }
  }

  private let limit: Int
  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var event: [UInt8] = []
  /// A `\r` has ended a line; an `\n` right behind it belongs to it.
  private var endedByReturn = false
  private var isAtStart = true

  /// - Parameter limit: bytes that one event, or one line, may have.
  package init(limit: Int = 16 << 20) { self.limit = limit }

  /// Whether the stream has begun an event that no blank line has ended yet.
  package var isInsideEvent: Bool { hasData || !line.isEmpty }

  /// The events that `bytes` complete.
  ///
  /// - Throws: `tooLarge`; the stream cannot be read on then.
  package mutating func feed(_ bytes: [UInt8]) throws(HTTPError) -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    if endedByReturn, rest.first == UInt8(ascii: "\n") { rest.removeFirst() }
    if !bytes.isEmpty { endedByReturn = false }
    while let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
      line += rest[..<end]
      try check()
      if let event = endLine() { events.append(event) }
      rest = rest[end...].dropFirst(rest[end...].starts(with: [13, 10]) ? 2 : 1)
      endedByReturn = rest.isEmpty && bytes.last == UInt8(ascii: "\r")
    }
    line += rest
    try check()
    return events
  }

  /// The event that the end of the stream cut off. The standard throws it away; a server that forgets its last blank
  /// line leaves its `[DONE]` here.
  package mutating func finish() -> Event? {
    if !line.isEmpty { _ = endLine() }
    return dispatch()
  }

  private func check() throws(HTTPError) {
    guard line.count + data.count <= limit else {
      throw HTTPError(.tooLarge, "an event of the stream is longer than \(limit) bytes")
    }
  }

  // MARK: Lines

  private mutating func endLine() -> Event? {
    defer { line.removeAll(keepingCapacity: true) }
    if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    isAtStart = false
    guard !line.isEmpty else { return dispatch() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value.removeFirst() }
    take(value, of: line[..<colon])
    return nil
  }

  /// A field without a name is a comment; unknown ones are passed over.
  private mutating func take(_ value: ArraySlice<UInt8>, of field: ArraySlice<UInt8>) {
    if field.elementsEqual("data".utf8) {
      if hasData { data.append(UInt8(ascii: "\n")) }
      data += value
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      event = Array(value)
    }
  }

  private mutating func dispatch() -> Event? {
    defer {
      data = []
      hasData = false
      event = []
    }
    guard hasData else { return nil }
    return event.isEmpty ? Event(data: data) : Event(event: String(decoding: event, as: UTF8.self), data: data)
  }
}
