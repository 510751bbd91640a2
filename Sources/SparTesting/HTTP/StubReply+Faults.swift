// Replies as servers send them that misbehave, and the forms of transfer that break in the middle.

extension StubReply {
  /// A chunked body, one chunk after another.
  ///
  /// - Parameter end: what comes behind the last chunk; by default the chunk that ends a whole body.
  package static func chunked(
    _ chunks: [String], headers: KeyValuePairs<String, String> = [:], then end: [Piece] = [.lastChunk]
  ) -> StubReply {
    var fields = headers.map { ($0.key, $0.value) }
    fields.append(("Transfer-Encoding", "chunked"))
    return StubReply([.bytes(head(200, fields, length: nil))] + chunks.map { .chunk($0) } + end)
  }

  /// An event stream with one event for each of `data`, each in a chunk of its own.
  package static func events(_ data: [String], then end: [Piece] = [.lastChunk]) -> StubReply {
    chunked(data.map { "data: \($0)\n\n" }, headers: ["Content-Type": "text/event-stream"], then: end)
  }

  /// The events of a streamed chat completion, one for each piece of text, as OpenAI-compatible servers word them.
  package static func chatEvents(_ pieces: [String], finish: String? = "stop") -> [String] {
    func event(_ delta: String, _ finish: String?) -> String {
      let reason = finish.map { "\"\($0)\"" } ?? "null"
      return #"{"id":"chatcmpl-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{\#(delta)},"#
        + #""finish_reason":\#(reason)}]}"#
    }
    let texts = pieces.map { event(#""content":"\#($0)""#, nil) }
    return [event(#""role":"assistant","content":"""#, nil)] + texts + (finish.map { [event("", $0)] } ?? [])
  }

  /// A body of which nothing more comes behind `body` until the gate opens, although `length` bytes are announced.
  package static func stalled(_ body: String, length: Int, at gate: StubGate) -> StubReply {
    StubReply(truncated(body, length: length).pieces.dropLast() + [.wait(gate), .close])
  }

  /// A head that breaks off in its second line until the gate opens.
  package static func slowHead(at gate: StubGate) -> StubReply {
    StubReply([.bytes(Array("HTTP/1.1 200 OK\r\nContent-Ty".utf8)), .wait(gate), .close])
  }
}

extension StubReply.Piece {
  /// A chunk of a chunked body.
  package static func chunk(_ text: String) -> StubReply.Piece {
    .bytes(Array((String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n").utf8))
  }

  /// The chunk that ends a whole body.
  package static let lastChunk = StubReply.Piece.bytes(Array("0\r\n\r\n".utf8))
}
