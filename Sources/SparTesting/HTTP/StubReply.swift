// What a scripted server sends.

/// What goes over the wire in answer to one request, piece by piece.
package struct StubReply: Sendable {
  package enum Piece: Sendable {
    case bytes([UInt8])
    /// Nothing more until the gate opens.
    case wait(StubGate)
    /// An orderly end of the connection.
    case close
    /// A TCP reset.
    case reset
  }

  package var pieces: [Piece]

  package init(_ pieces: [Piece]) { self.pieces = pieces }

  /// A whole response with its length.
  package init(status: Int = 200, headers: KeyValuePairs<String, String> = [:], body: [UInt8]) {
    self.init([.bytes(Self.head(status, headers, length: body.count) + body)])
  }

  package init(status: Int = 200, headers: KeyValuePairs<String, String> = [:], _ body: String) {
    self.init(status: status, headers: headers, body: Array(body.utf8))
  }

  /// A response whose body breaks off after `body`, although `length` bytes are announced.
  package static func truncated(_ body: String, length: Int, then end: Piece = .close) -> StubReply {
    StubReply([.bytes(head(200, [:], length: length) + Array(body.utf8)), end])
  }

  /// A chat completion as an OpenAI-compatible server words it.
  package static func chat(
    _ text: String, finish: String = "stop", usage: (input: Int, output: Int)? = (7, 3), id: String = "chatcmpl-1"
  ) -> StubReply {
    let usage = usage.map {
      #","usage":{"prompt_tokens":\#($0.input),"completion_tokens":\#($0.output),"total_tokens":\#($0.input + $0.output)}"#
    }
    let message = #"{"role":"assistant","content":"\#(text)"}"#
    let choice = #"{"index":0,"message":\#(message),"finish_reason":"\#(finish)"}"#
    return StubReply(
      headers: ["Content-Type": "application/json"],
      #"{"id":"\#(id)","object":"chat.completion","choices":[\#(choice)]\#(usage ?? "")}"#)
  }

  package static func head(_ status: Int, _ headers: KeyValuePairs<String, String>, length: Int?) -> [UInt8] {
    head(status, headers.map { ($0.key, $0.value) }, length: length)
  }

  static func head(_ status: Int, _ headers: [(String, String)], length: Int?) -> [UInt8] {
    var lines = "HTTP/1.1 \(status) Stub\r\n"
    for (name, value) in headers { lines += "\(name): \(value)\r\n" }
    if let length { lines += "Content-Length: \(length)\r\n" }
    return Array((lines + "\r\n").utf8)
  }
}
