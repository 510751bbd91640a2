// chat through Lua: what it takes, what it returns, what it refuses.

import LoopKit
import LuaKit
import SparCore
import SparModels
import SparScript
import SparTesting
import Testing

@Suite("chat", .timeLimit(.minutes(5)))
@Host
struct ChatModuleTests {
  /// A session whose model repeats what was said last.
  private func echo() async throws -> LuaTest {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      let last = request.messages.last?.content ?? ""
      return ChatReply(text: "\(request.messages.count) \(last)", usage: TokenUsage(input: 3, output: 2))
    }
    return lua
  }

  @Test("a text gives a reply that prints as its text")
  func text() async throws {
    let lua = try await echo()
    let shown = try await lua.run(
      """
      local r = chat("Hello.", {system = "Be brief."})
      print(r)
      return r.text, r.finish, r.model, r.usage.input, r.usage.estimate, #r.messages, r.id, r.cost, math.type(r.usage.output)
      """)
    #expect(shown == "2 Hello. stop scripted/model 3 false 3 c1 nil integer")
    #expect(lua.output == "2 Hello.\n")
  }

  @Test("a conversation goes on from a reply's messages")
  func goesOn() async throws {
    let lua = try await echo()
    let texts = try await lua.run(
      """
      local r = chat {{role = "system", content = "Be brief."}, {role = "user", content = "One."}}
      local s = chat(r.messages .. "Two.")
      local t = chat(s.messages .. {{role = "user", content = "Three."}})
      return r.text, s.text, t.text, t.messages[6].role
      """)
    #expect(texts == "2 One. 4 Two. 6 Three. user")
  }

  @Test("a list of texts or conversations gives a list; n above 1 gives a list of samples")
  func lists() async throws {
    let lua = try await echo()
    let texts = try await lua.run(
      """
      local list = chat({"a", {{role = "user", content = "b"}}})
      local samples = chat("a", {n = 2})
      return list[1].text, list[2].text, #list, #list.failed, #samples, #chat({})
      """)
    #expect(texts == "1 a 1 b 2 0 2 0")
  }

  @Test("tools are Lua functions that may wait; their errors are told without place or traceback")
  func tools() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { request in
      if request.messages.count > 1 {
        return ChatReply(text: request.messages.filter { $0.role == .tool }.map(\.content).joined(separator: " | "))
      }
      var reply = ChatReply(text: "", finish: .toolCalls)
      reply.toolCalls = ["Rome", "Oslo", "Nowhere"].map {
        ToolCall(id: $0, name: "weather", arguments: #"{"city":"\#($0)"}"#)
      }
      return reply
    }
    let shown = try await lua.run(
      """
      local function weather(args)
        if args.city == "Oslo" then return {degrees = respond("How cold?").text and 3} end
        if args.city == "Nowhere" then error("no such city") end
        return args.city .. " is fine"
      end
      local schema = {type = "object", required = {"city"}, properties = {city = {type = "string"}}}
      local r = chat("Hm?", {tools = {{name = "weather", about = "The weather.", parameters = schema, run = weather}}})
      local tools = r.trace[1].tools
      return r.text, #r.trace, tools[1].arguments.city, tools[3].error
      """)
    #expect(
      shown == #"Rome is fine | {"degrees":3} | Error: no such city 2 Rome no such city"#)
  }

  @Test("a schema gives the value")
  func schema() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { _ in ChatReply(text: #"{"rivers": ["Rhine", "Elbe"]}"#) }
    let shown = try await lua.run(
      """
      local schema = {type = "object", properties = {rivers = {type = "array", items = {type = "string"}}}}
      local r = chat("Rivers?", {schema = schema})
      local s = chat("Rivers?", {schema = '{"title": "rivers", "type": "object"}'})
      return r.json.rivers[2], #s.json.rivers
      """)
    #expect(shown == "Elbe 2")
    #expect(lua.test.model.requests.map(\.schema?.name) == ["reply", "rivers"])
  }

  @Test("options reach the request")
  func options() async throws {
    let lua = try await echo()
    try await lua.run(
      """
      chat("x", {temperature = 0.5, max_tokens = 7, top_p = 0.9, seed = -1, stop = "END", logprobs = 3, extra = {top_k = 4}})
      """)
    let request = try #require(lua.test.model.requests.first)
    #expect(
      request.sampling.json.text
        == #"{"temperature":0.5,"top_p":0.9,"max_tokens":7,"seed":-1,"stop":["END"],"top_k":4}"#)
    #expect(request.topLogprobs == 3)
  }

  @Test(
    "what cannot be asked is refused with a sentence",
    arguments: [
      ("chat({{role = 'usr', content = 'x'}})", "chat: message 1 has the role 'usr'."),
      ("chat({{role = 'user'}})", "chat: the content of message 1 is nil."),
      ("chat({{role = 'user', content = 'x', name = 'y'}})", "chat: message 1 has a field 'name'."),
      ("chat({{role = 'tool', content = 'x'}})", "chat: message 1 is a tool message without a tool_call_id."),
      ("chat(12)", "chat takes a text or a list of messages, not 12."),
      (
        "chat('x', {schema = {pattern = 'y'}})", "chat: The schema uses 'pattern' at #/pattern, which is not supported."
      ),
      ("chat('x', {schema = '{'})", "chat: schema is not JSON"),
      ("chat('x', {tools = {{name = 'a'}}})", "chat: tool 1 needs a name and what it is about."),
      (
        "chat('x', {tools = {{name = 'a', about = 'b', run = 1}}})",
        "chat: run of the tool 'a' must be a function, not 1."
      ),
      ("chat('x', {tool_choice = 'a'})", "The tool choice names 'a', which is not among the tools."),
      ("chat('x', {n = 0})", "chat: n must be at least 1, not 0."),
      (
        "chat({{role = 'system', content = 'x'}, {role = 'user', content = 'y'}}, {system = 'z'})",
        "chat: the conversation has a system message already."
      ),
    ])
  func refused(_ source: String, _ sentence: String) async throws {
    let lua = try await echo()
    #expect(try await lua.failure(source).message.hasPrefix(sentence))
    #expect(lua.test.model.requests.isEmpty)
  }

  @Test("why leads from a call to the one before it")
  func lineage() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { ChatReply(text: $0.messages.count == 1 ? "no" : "{}") }
    let shown = try await lua.run(
      """
      local r = chat("x", {schema = {type = "object"}})
      local link = why(r)[1]
      return r.id, link.role, link.parent, r.trace[1].refused
      """)
    #expect(shown == "c2 after c1 true")
  }

  @Test("what was streamed at the prompt is not shown a second time")
  func streamed() async throws {
    let lua = try await LuaTest()
    lua.test.models.register("scripted/echo", provider: Echo())
    lua.test.hire("scripted/echo", as: .target)
    func shown(_ line: String, streams: Bool = true) async throws -> String {
      try await lua.session.evaluate(line, width: 80, colour: false, streams: streams)
    }
    #expect(try await shown("chat('Hello.')") == "c1  reply  scripted/echo  5 tokens")
    #expect(lua.streamed == "You: Hello.")
    #expect(try await shown("chat('Again.').text") == "")
    #expect(try await shown("#map({'a', 'b'}, chat)") == "2")
    #expect(lua.streamed == "You: Hello.You: Again.")
    #expect(try await shown("chat('Once more.')", streams: false).hasSuffix("You: Once more."))
    #expect(lua.streamed == "You: Hello.You: Again.")
  }
}

/// Says what was said to it, in two pieces.
private struct Echo: Provider {
  var streams: Bool { true }

  func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    ChatReply(text: "You: \(request.messages[0].content)", usage: TokenUsage(input: 3, output: 2))
  }

  @Host func reply(
    to request: ChatRequest, model: String, in slot: Slot?, onPiece: @escaping @Host (ReplyPiece) -> Void
  ) async throws(ModelError) -> ChatReply {
    let reply = try await reply(to: request, model: model, in: slot)
    onPiece(.text("You: "))
    onPiece(.text(request.messages[0].content))
    return reply
  }
}
