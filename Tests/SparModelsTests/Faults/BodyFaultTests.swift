// Replies of a success whose body is odd: what is read all the same, and what is no reply.

import struct Foundation.Data
import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Faults: bodies", .timeLimit(.minutes(5)))
@Host
struct BodyFaultTests {
  private let good = #"{"choices":[{"message":{"content":"good"},"finish_reason":"stop"}]}"#

  private func reply(to reply: StubReply) async throws -> ModelReply {
    let endpoint = try FaultyEndpoint(reply)
    defer { #expect(endpoint.server.requests.count == 1) }
    return try await endpoint.reply()
  }

  private func fault(_ reply: StubReply) async throws -> (code: String?, requests: Int) {
    await (try FaultyEndpoint(reply)).fault()
  }

  // MARK: Transfer

  @Test("a body shorter than announced is tried again")
  func truncated() async throws {
    #expect(try await fault(.truncated(good, length: good.utf8.count + 1)) == ("model.connection_lost", 5))
  }

  @Test("a chunked body is read whole, wherever it is cut")
  func chunked() async throws {
    let chunks = [String(good.prefix(9)), String(good.dropFirst(9).prefix(1)), String(good.dropFirst(10))]
    #expect(try await reply(to: .chunked(chunks)).reply.text == "good")
  }

  @Test("a chunked body without its last chunk is tried again, although its JSON is whole")
  func cutChunks() async throws {
    #expect(try await fault(.chunked([good], then: [.close])) == ("model.connection_lost", 5))
  }

  @Test("a body without a length ends with its connection, and JSON that ends with it counts")
  func untilClose() async throws {
    let head = StubReply.head(200, [:], length: nil)
    #expect(try await reply(to: StubReply([.bytes(head + Array(good.utf8)), .close])).reply.text == "good")
  }

  @Test("a body that is packed unasked is unpacked")
  func packed() async throws {
    // `printf '{"choices":[{"message":{"content":"packed"},"finish_reason":"stop"}]}' | gzip -n | base64`
    let text = "H4sIAAAAAAAAAw3JQQqAMAwEwL/s2Rf0KyJS4mqLmBSTW+jfda6TkGZd6Chr4qF7vYiSENOgBgpGlZsH5oKza/e2v6xu"
    let packed = try #require(Data(base64Encoded: text + "+o+HDcxtfn8uFAdFAAAA"))
    let reply = try await reply(to: StubReply(headers: ["Content-Encoding": "gzip"], body: Array(packed)))
    #expect(reply.reply.text == "packed")
  }

  @Test("a packed body that breaks off is tried again")
  func cutPacked() async throws {
    let packed = try #require(Data(base64Encoded: "H4sIAAAAAAAAA6tWSs7Iz0xOLVayiq5Wyk0t"))
    let reply = StubReply(
      [.bytes(StubReply.head(200, ["Content-Encoding": "gzip"], length: 99) + Array(packed)), .close])
    #expect(try await fault(reply) == ("model.connection_lost", 5))
  }

  @Test("20 MB are read whole")
  func large() async throws {
    let text = String(repeating: "x", count: 20 << 20)
    #expect(try await reply(to: .chat(text)).reply.text == text)
  }

  // MARK: Content

  @Test("good JSON counts under a wrong content type")
  func wrongType() async throws {
    #expect(try await reply(to: StubReply(headers: ["Content-Type": "text/plain"], good)).reply.text == "good")
  }

  @Test("an HTML page with status 200 is no reply, and not asked for again")
  func page() async throws {
    let page = StubReply(headers: ["Content-Type": "text/html"], "<!DOCTYPE html><p>Sign in")
    #expect(try await fault(page) == ("model.bad_reply", 1))
  }

  @Test("invalid UTF-8 in the text is no reply")
  func invalidText() async throws {
    let body = Array(#"{"choices":[{"message":{"content":"a"#.utf8) + [0xC3, 0x28] + Array(#""}}]}"#.utf8)
    #expect(try await fault(StubReply(body: body)) == ("model.bad_reply", 1))
  }

  @Test("a reply cut by its token limit says so")
  func length() async throws {
    #expect(try await reply(to: .chat("half a", finish: "length")).reply.finish == .length)
  }

  @Test("no choices are no reply", arguments: [#"{"choices":[]}"#, #"{"choices":null}"#, "{}", "[]", "null"])
  func noChoices(body: String) async throws {
    #expect(try await fault(StubReply(body)) == ("model.bad_reply", 1))
  }

  @Test("without usage there is a reply whose tokens nobody claims to know")
  func noUsage() async throws {
    let reply = try await reply(to: .chat("good", usage: nil)).reply
    #expect(reply.text == "good" && reply.usage == nil)
  }

  @Test(
    "usage that cannot be true is not believed",
    arguments: [#"{"prompt_tokens":-1,"completion_tokens":5}"#, #"{"prompt_tokens":"7"}"#, "7", "null"])
  func oddUsage(usage: String) async throws {
    let body = good.dropLast() + #","usage":\#(usage)}"#
    #expect(try await reply(to: StubReply(String(body))).reply.usage == nil)
  }

  @Test("of two keys of one name the first counts, and the rest of the reply is read")
  func duplicateKeys() async throws {
    let body = #"{"choices":[{"message":{"content":"first","content":"last"},"finish_reason":"stop"}],"choices":[]}"#
    let reply = try await reply(to: StubReply(body)).reply
    #expect(reply.text == "first" && reply.finish == .stop)
  }
}
