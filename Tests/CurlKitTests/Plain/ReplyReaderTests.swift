// Replies out of pieces.

import Testing

@testable import CurlKit

@Suite("Reply reader")
struct ReplyReaderTests {
  /// What came of a reply: status, body, whether the connection is kept; or the kind of its error.
  private enum Outcome: Equatable {
    case reply(Int, String, keeps: Bool)
    case error(HTTPError.Kind)
    case unfinished
  }

  private func read(_ pieces: [[UInt8]], limit: Int = .max, ends: Bool = false) -> Outcome {
    var reader = ReplyReader()
    reader.begin(limit: limit)
    do throws(HTTPError) {
      for piece in pieces {
        var failure: HTTPError?
        piece.withUnsafeBufferPointer { piece in
          do throws(HTTPError) { try reader.take(piece) } catch { failure = error }
        }
        if let failure { throw failure }
      }
      if ends { try reader.end() }
      guard reader.isWhole else { return .unfinished }
      let keeps = reader.keepsConnection
      let response = try reader.takeResponse(reusedConnection: false)
      return .reply(response.status, String(decoding: response.body, as: UTF8.self), keeps: keeps)
    } catch {
      return .error(error.kind)
    }
  }

  private func read(_ text: String, limit: Int = .max, ends: Bool = false) -> Outcome {
    read([Array(text.utf8)], limit: limit, ends: ends)
  }

  private static let ok = "HTTP/1.1 200 OK\r\n"

  @Test(
    "a reply is the same wherever it is cut",
    arguments: [
      ok + "Content-Length: 11\r\n\r\nhello world", ok + "content-length:11\n\nhello world",
      ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX: y\r\n\r\n",
      ok + "Transfer-Encoding: Chunked\r\n\r\n005\nhello\n6 \n world\n0\n\n",
      "HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 11\r\n\r\nhello world",
    ])
  func cuts(text: String) {
    let bytes = Array(text.utf8)
    let whole = Outcome.reply(200, "hello world", keeps: true)
    #expect(read([bytes]) == whole)
    #expect(read(bytes.map { [$0] }) == whole)
    for first in 1..<bytes.count {
      #expect(read([Array(bytes[..<first]), Array(bytes[first...])]) == whole)
      #expect(read([Array(bytes[..<first])]) == .unfinished)
      #expect(read([Array(bytes[..<first])], ends: true) == .error(.broken))
    }
  }

  @Test("a body without a length ends with the connection")
  func open() {
    #expect(read(Self.ok + "\r\nhello") == .unfinished)
    #expect(read(Self.ok + "\r\nhello", ends: true) == .reply(200, "hello", keeps: false))
  }

  @Test(
    "whether the connection is kept",
    arguments: [
      ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", true), ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
      ("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", true),
      ("HTTP/1.1 200 OK\r\nConnection: x, close\r\nContent-Length: 0\r\n\r\n", false),
      ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nexcess", false),
      ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", false),
      ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", true), ("HTTP/1.1 204 No Content\r\n\r\n", true),
    ])
  func keeps(text: String, keeps: Bool) {
    guard case .reply(_, "", let kept) = read(text) else { return #expect(Bool(false), "\(read(text))") }
    #expect(kept == keeps)
  }

  @Test(
    "what is no reply is unreadable",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "\r\n\r\n",
      "\n\n\n",
      ok + "Content-Length: -1\r\n\r\n", ok + "Content-Length: 1, 2\r\n\r\n", ok + "Content-Length: \r\n\r\n",
      ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", ok + "Content-Length: 9999999999999999999\r\n\r\n",
      ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", ok + "Content-Encoding: br\r\n\r\n",
      "HTTP/1.1 101 Switching Protocols\r\n\r\n", ok + "Transfer-Encoding: chunked\r\n\r\n\r\n",
      ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello", ok + "Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello",
      ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nhello", ok + "Transfer-Encoding: chunked\r\n\r\n5hello",
      ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
      ok + "Transfer-Encoding: chunked\r\n\r\n\u{661}\r\n",
    ])
  func unreadable(text: String) { #expect(read(text) == .error(.unreadable)) }

  @Test("a head without end, and chunks that are all extension, are given up")
  func endless() {
    let line = Array("X-Filler: \(String(repeating: "x", count: 1000))\r\n".utf8)
    #expect(read([Array(Self.ok.utf8)] + Array(repeating: line, count: 300)) == .error(.unreadable))
    let start = Array((Self.ok + "Transfer-Encoding: chunked\r\n\r\n5;").utf8)
    #expect(read([start] + Array(repeating: line.dropLast(2).map { $0 }, count: 100)) == .error(.unreadable))
  }

  @Test("a body beyond the limit is too large as soon as that is known")
  func limit() {
    #expect(read(Self.ok + "Content-Length: 6\r\n\r\n", limit: 5) == .error(.tooLarge))
    #expect(read(Self.ok + "Content-Length: 5\r\n\r\nhello", limit: 5) == .reply(200, "hello", keeps: true))
    #expect(read(Self.ok + "\r\nhello!", limit: 5) == .error(.tooLarge))
    #expect(read(Self.ok + "Transfer-Encoding: chunked\r\n\r\n6\r\nhello!", limit: 5) == .error(.tooLarge))
  }

  @Test("a body that is packed unasked is unpacked, up to the limit")
  func packed() {
    let head = Array((Self.ok + "Content-Encoding: gzip\r\nContent-Length: \(packedHello.count)\r\n\r\n").utf8)
    #expect(read([head, packedHello]) == .reply(200, "hello", keeps: true))
    #expect(read([head, packedHello], limit: packedHello.count) == .reply(200, "hello", keeps: true))
    #expect(read([head, packedHello.reversed()]) == .error(.unreadable))
  }

  @Test("one reply leaves nothing behind for the next")
  func reuse() throws {
    var reader = ReplyReader()
    for text in [
      "HTTP/1.0 500 X\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", Self.ok + "Content-Length: 1\r\n\r\nb",
    ] {
      reader.begin(limit: 10)
      #expect(!reader.hasBegun && !reader.isWhole && !reader.isInBody)
      try Array(text.utf8).withUnsafeBufferPointer { try reader.take($0) }
      #expect(reader.isWhole && reader.received == 1)
      #expect(reader.keepsConnection == text.hasPrefix("HTTP/1.1"))
      let response = try reader.takeResponse(reusedConnection: true)
      #expect(response.body.count == 1 && response.reusedConnection)
    }
  }
}
