// Bodies that are handed on as they come.

import CurlKit
import LoopKit
import SparTesting
import Testing

@Suite("HTTP streams", .timeLimit(.minutes(5)))
@Host
struct HTTPStreamTests {
  /// What was handed on.
  @Host
  private final class Pieces {
    var bytes: [UInt8] = []
    var onFirst: (() -> Void)?
    nonisolated init() {}

    var text: String { String(decoding: bytes, as: UTF8.self) }

    func take(_ piece: [UInt8]) {
      bytes += piece
      onFirst?()
      onFirst = nil
    }
  }

  private func stream(
    _ url: String, into pieces: Pieces, limits: HTTPLimits = HTTPLimits()
  ) async throws -> HTTPResponse {
    try await Host.task {
      try await HTTPClient().stream(HTTPRequest(.get, url, limits: limits)) { pieces.take($0) }
    }.value
  }

  private func fault(_ reply: StubReply, into pieces: Pieces, limits: HTTPLimits) async throws -> HTTPError? {
    let server = try StubServer { _ in reply }
    do {
      _ = try await stream(server.url, into: pieces, limits: limits)
      return nil
    } catch let error as HTTPError { return error }
  }

  @Test("a piece is handed on while the rest of the reply is still to come")
  func pieceByPiece() async throws {
    let gate = StubGate()
    let server = try StubServer { _ in
      .chunked(["hello"], then: [.wait(gate), .chunk(" world"), .lastChunk])
    }
    let pieces = Pieces()
    // The server goes on when the first piece is here, and not before.
    pieces.onFirst = { gate.open() }
    let response = try await stream(server.url, into: pieces)
    #expect(response.status == 200 && response.header("transfer-encoding") == "chunked" && response.body.isEmpty)
    #expect(pieces.text == "hello world")
  }

  @Test("the body of a refusal is collected and not handed on")
  func refusal() async throws {
    let server = try StubServer { _ in StubReply(status: 500, "the reason") }
    let pieces = Pieces()
    let response = try await stream(server.url, into: pieces)
    #expect(response.status == 500 && String(decoding: response.body, as: UTF8.self) == "the reason")
    #expect(pieces.bytes.isEmpty)
  }

  @Test("after a stream the same connection brings whole replies again")
  func streamThenSend() async throws {
    let server = try StubServer { StubReply("reply \($0.number)") }
    let pieces = Pieces()
    let whole = try await Host.task {
      let client = HTTPClient(.libcurl)
      _ = try await client.stream(HTTPRequest(.get, server.url)) { pieces.take($0) }
      return try await client.send(HTTPRequest(.get, server.url))
    }.value
    #expect(pieces.text == "reply 0" && whole.body == Array("reply 1".utf8) && whole.reusedConnection)
  }

  @Test("cancelling in the middle of a stream ends it and its connection at once")
  func cancellation() async throws {
    let gate = StubGate()
    let server = try StubServer { _ in .chunked(["one"], then: [.wait(gate), .chunk("two"), .lastChunk]) }
    let pieces = Pieces()
    let client = HTTPClient()
    let task = Host.task { try await client.stream(HTTPRequest(.get, server.url)) { pieces.take($0) } }
    pieces.onFirst = { task.cancel() }
    await #expect(throws: HTTPError(.cancelled, "cancelled")) { try await task.value }
    #expect(client.inFlight == 0 && pieces.text == "one")
    gate.open()
    await server.open(0)
    #expect(pieces.text == "one")
  }

  @Test("a stream that breaks off has handed on what came, and is an error")
  func broken() async throws {
    let pieces = Pieces()
    let error = try await fault(.chunked(["one"], then: [.close]), into: pieces, limits: HTTPLimits())
    #expect(error?.kind == .broken && pieces.text == "one")
  }

  @Test("a stream that stalls between two pieces is a timeout after the idle limit")
  func stalled() async throws {
    let (gate, pieces) = (StubGate(), Pieces())
    let reply = StubReply.chunked(["one"], then: [.wait(gate)])
    let error = try await fault(reply, into: pieces, limits: HTTPLimits(total: 50, idle: 0.1))
    #expect(error == HTTPError(.timeout, "nothing more came for 0.1 s") && pieces.text == "one")
    gate.open()
  }

  @Test("a server that thinks before the first piece is not idle")
  func thinking() async throws {
    let (gate, pieces) = (StubGate(), Pieces())
    let reply = StubReply.chunked([], then: [.wait(gate)])
    let error = try await fault(reply, into: pieces, limits: HTTPLimits(total: 0.4, idle: 0.1))
    #expect(error?.kind == .timeout && error?.reason.contains("nothing more came") == false)
    gate.open()
  }

  @Test("a stream beyond the request's limit of bytes fails")
  func tooLong() async throws {
    let reply = StubReply.chunked(["12345", "67890", "more"])
    let error = try await fault(reply, into: Pieces(), limits: HTTPLimits(bytes: 10))
    #expect(error == HTTPError(.tooLarge, "the reply is longer than 10 bytes"))
  }

  @Test("a packed stream is handed on unpacked")
  func packed() async throws {
    let server = try StubServer { _ in StubReply(headers: ["Content-Encoding": "gzip"], body: packedHello) }
    let pieces = Pieces()
    _ = try await stream(server.url, into: pieces)
    #expect(pieces.text == "hello")
    #expect(server.requests[0].headers["accept-encoding"] == "identity")
  }
}

/// `printf hello | gzip -n`
let packedHello: [UInt8] = [
  0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x86, 0xA6,
  0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
]
