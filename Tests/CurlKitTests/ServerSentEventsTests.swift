// The examples and rules of WHATWG HTML, "Server-sent events", however the bytes are cut.

import CurlKit
import Testing

@Suite("Server-sent events")
struct ServerSentEventsTests {
  typealias Event = ServerSentEvents.Event

  private func event(_ data: String, _ name: String = "message") -> Event {
    Event(event: name, data: Array(data.utf8))
  }

  private func events(_ text: String) throws -> [Event] { try events(Array(text.utf8)) }

  /// Read at once, byte by byte and in threes; all must agree.
  private func events(_ bytes: [UInt8]) throws -> [Event] {
    var readings: [[Event]] = []
    for size in [max(1, bytes.count), 1, 3] {
      var stream = ServerSentEvents()
      var events: [Event] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += try stream.feed(Array(bytes[start..<min(start + size, bytes.count)]))
        events += try stream.feed([])
      }
      readings.append(events)
    }
    #expect(readings[1] == readings[0] && readings[2] == readings[0])
    return readings[0]
  }

  @Test("lines of data are joined: the standard's stock example")
  func stock() throws {
    #expect(try events("data: YHOO\ndata: +2\ndata: 10\n\n") == [event("YHOO\n+2\n10")])
  }

  @Test("the standard's four blocks: a comment, two events with ids, one with a leading blank")
  func fourBlocks() throws {
    let text = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"
    #expect(try events(text) == [event("first event"), event("second event"), event(" third event")])
  }

  @Test("empty data makes an event, and data without a blank line behind it none")
  func emptyData() throws {
    #expect(try events("data\n\ndata\ndata\n\ndata:") == [event(""), event("\n")])
  }

  @Test("one blank behind the colon is dropped")
  func blank() throws {
    #expect(try events("data:test\n\ndata: test\n\n") == [event("test"), event("test")])
  }

  @Test("named events: the standard's example of adding and removing")
  func named() throws {
    let text = "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n"
    #expect(try events(text) == [event("73857293", "add"), event("2153", "remove"), event("113411", "add")])
  }

  @Test("a name without data makes no event and does not last")
  func nameAlone() throws {
    #expect(try events("event: ping\n\ndata: x\n\n") == [event("x")])
  }

  @Test("lines end in \\n, \\r\\n or \\r, mixed as they come", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let text = ["data: a", "data: b", "", ":", "event: e", "data: c", "", ""].joined(separator: end)
    #expect(try events(text) == [event("a\nb"), event("c", "e")])
    #expect(try events("data: a\r\ndata: b\rdata: c\n\r\n\rdata: d\n\n") == [event("a\nb\nc"), event("d")])
  }

  @Test("a \\r at the end of a piece completes its event without waiting for more")
  func returnAtEnd() throws {
    var stream = ServerSentEvents()
    #expect(try stream.feed(Array("data: a\r\r".utf8)) == [event("a")])
    #expect(try stream.feed(Array("\ndata: b\r".utf8)).isEmpty)
    #expect(try stream.feed(Array("\n\r".utf8)) == [event("b")])
    #expect(try stream.feed(Array("\n\n\n".utf8)).isEmpty)
  }

  @Test("one byte order mark at the very beginning is passed over, a later one is not")
  func mark() throws {
    #expect(try events([0xEF, 0xBB, 0xBF] + Array("data: a\n\n".utf8)) == [event("a")])
    #expect(try events(Array("\n".utf8) + [0xEF, 0xBB, 0xBF] + Array("data: a\n\n".utf8)).isEmpty)
  }

  @Test("scalars that are cut between pieces come out whole, and invalid bytes as they are")
  func scalars() throws {
    #expect(try events("data: é漢🙂\n\n")[0].text == "é漢🙂")
    #expect(try events(Array("data: ".utf8) + [0xC3, 0x28, 10, 10])[0].data == [0xC3, 0x28])
  }

  @Test("unknown fields and comments are passed over")
  func unknown() throws {
    #expect(try events(":keep-alive\nretry: 10\nfoo: bar\ndata : no\nData: no\ndata: yes\n\n") == [event("yes")])
  }

  @Test("an event or a line beyond the limit is an error")
  func limit() throws {
    var lines = ServerSentEvents(limit: 16)
    #expect(try lines.feed(Array("data: 12345678\n\n".utf8)).count == 1)
    #expect(throws: HTTPError.self) {
      for _ in 0..<4 { _ = try lines.feed(Array("data: 1234\n".utf8)) }
    }
    var endless = ServerSentEvents(limit: 16)
    #expect(throws: HTTPError(.tooLarge, "an event of the stream is longer than 16 bytes")) {
      for _ in 0..<4 { _ = try endless.feed(Array("data: 1234".utf8)) }
    }
  }

  @Test("what the end of the stream cut off is told apart from a whole event")
  func unfinished() throws {
    var stream = ServerSentEvents()
    #expect(try stream.feed(Array("data: a\n\n".utf8)).count == 1)
    #expect(!stream.isInsideEvent && stream.finish() == nil)
    #expect(try stream.feed(Array("data: [DONE]".utf8)).isEmpty)
    #expect(stream.isInsideEvent)
    #expect(stream.finish() == event("[DONE]"))
    #expect(!stream.isInsideEvent)
  }
}
