// json.encode and json.decode through Lua.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("json", .timeLimit(.minutes(5)))
@Host
struct JSONModuleTests {
  @Test(
    "a text that is decoded and encoded again is the same but for the order of members",
    arguments: [
      (#"{"b":[1,2.5,"x"],"a":{"c":true}}"#, #"{"a":{"c":true},"b":[1,2.5,"x"]}"#),
      (#"{"required":[],"properties":{}}"#, #"{"properties":{},"required":[]}"#),
      (#""a * b ** 2\n\u2028""#, #""a * b ** 2\n\u2028""#),
    ])
  func roundTrip(text: String, again: String) async throws {
    let lua = try await LuaTest()
    #expect(try await lua.run("return json.encode(json.decode([==[\(text)]==]))") == again)
  }

  @Test("what is no JSON is an error that says so")
  func malformed() async throws {
    let lua = try await LuaTest()
    let message = try await lua.run("local ok, e = pcall(json.decode, '{\"a\": }') return tostring(e)")
    #expect(message.contains("json.decode: the text is not JSON"))
  }
}
