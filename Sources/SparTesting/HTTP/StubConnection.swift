// One connection of a scripted server: reads requests, sends what the handler says.

internal import Glibc

final class StubConnection: @unchecked Sendable {
  private let socket: Int32
  private let number: Int
  private let log: StubLog
  private let handler: StubServer.Handler
  // Touched by the connection's own thread only.
  private var buffer: [UInt8] = []

  init(socket: Int32, number: Int, log: StubLog, handler: @escaping StubServer.Handler) {
    self.socket = socket
    self.number = number
    self.log = log
    self.handler = handler
  }

  func serve() {
    while let (head, length) = readHead(), let body = take(length) {
      let request = log.received { count in
        StubRequest(
          number: count, connection: number, method: head.method, path: head.path, headers: head.headers, body: body)
      }
      let isOpen = send(handler(request))
      log.answered()
      guard isOpen else { break }
    }
    log.closed(socket)
  }

  // MARK: In

  private typealias Head = (method: String, path: String, headers: [String: String])

  private func readHead() -> (Head, length: Int)? {
    let blank = Array("\r\n\r\n".utf8)
    while true {
      if let end = buffer.firstRange(of: blank) {
        let text = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        buffer.removeSubrange(..<end.upperBound)
        let head = Self.head(text)
        return (head, head.headers["content-length"].flatMap { Int($0) } ?? 0)
      }
      guard fill(), buffer[0] >= UInt8(ascii: "A") else { return nil }  // not HTTP: a TLS greeting starts with 22
    }
  }

  private static func head(_ text: String) -> Head {
    let lines = text.split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    return (words.isEmpty ? "" : String(words[0]), words.count < 2 ? "" : String(words[1]), headers)
  }

  private func take(_ count: Int) -> [UInt8]? {
    while buffer.count < count { guard fill() else { return nil } }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private func fill() -> Bool {
    let room = 64 << 10
    let piece = [UInt8](unsafeUninitializedCapacity: room) { bytes, count in
      count = max(0, read(socket, bytes.baseAddress, room))
    }
    buffer += piece
    return !piece.isEmpty
  }

  // MARK: Out

  /// Whether the connection may serve another request.
  private func send(_ reply: StubReply) -> Bool {
    for piece in reply.pieces {
      switch piece {
      case .bytes(let bytes): guard write(bytes) else { return false }
      case .wait(let gate): gate.wait()
      case .close: return false
      case .reset:
        StubSocket.resetOnClose(socket)
        return false
      }
    }
    return true
  }

  private func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }
}
