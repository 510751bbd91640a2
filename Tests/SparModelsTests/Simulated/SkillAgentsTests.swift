// The agents of all skills, played by the pool: replies that fit a schema, tools, groundedness, dialogues.

import SparCore
import SparModels
import Testing

@Suite("The pool plays agents of every kind")
struct SkillAgentsTests {
  private static let code = """
    def charge(minutes, rate=0.35):
        \"\"\"Price of one ride in euros.\"\"\"
        return round(minutes * rate, 2)

    def list_rides(date):
        return [ride for ride in load_rides() if ride.date == date]
    """

  private func json(_ stage: String, _ agent: String, _ inputs: [String: JSON]) throws -> JSON {
    try JSON(parsing: try PoolDriver.ask("author?sloppy=0", stage, agent, inputs))
  }

  @Test("a transformation with a schema fits it, with names that a tool can have")
  func apiList() throws {
    let schema: JSON = [
      "type": "array", "minItems": 2,
      "items": [
        "type": "object", "required": ["name", "description", "parameters", "returns"],
        "properties": [
          "name": ["type": "string", "minLength": 1], "description": ["type": "string", "minLength": 1],
          "parameters": [
            "type": "object", "required": ["type", "properties", "required"],
            "properties": [
              "type": ["const": "object"], "properties": ["type": "object"], "required": ["type": "array"],
            ],
          ],
          "returns": ["type": "object", "required": ["type"]],
        ],
      ],
    ]
    var request = PoolDriver.request("transform", "api-list", ["seed": .string(Self.code), "language": "python"])
    request.schema = ReplySchema(name: "api-list", schema: schema)
    let list = try JSON(parsing: try SimulatedPool().answer(request, model: "author").text)
    #expect(try JSONSchema(schema).faults(in: list).isEmpty)
    let names = list.array?.compactMap { $0["name"]?.string } ?? []
    #expect(Set(names).count == names.count && names.count >= 2)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } })
  }

  @Test("a contender with tools calls one that the task speaks of, and answers once it has the result")
  func tools() throws {
    var request = PoolDriver.request("respond", "answer", ["instruction": "List the rides of \"4 May\"."])
    let parameters: JSON = [
      "type": "object", "required": ["date"], "properties": ["date": ["type": "string", "description": "The day."]],
    ]
    request.tools = [
      Tool("cancel", "Cancels.", parameters: parameters), Tool("list_rides", "Rides.", parameters: parameters),
    ]
    let reply = try SimulatedPool().answer(request, model: "master")
    let call = try #require(reply.toolCalls.first)
    #expect(reply.finish == .toolCalls && call.name == "list_rides")
    #expect(try JSON(parsing: call.arguments) == ["date": "4 May"])
    request.messages.append(ChatMessage(.tool, "[]"))
    #expect(try SimulatedPool().answer(request, model: "master").toolCalls.isEmpty)
  }

  @Test("what is quoted and not in the passage is marked as unsupported")
  func grounding() throws {
    func read(_ instruction: String) throws -> JSON {
      try json("ground", "instruction", ["instruction": .string(instruction), "passage": .string(Passages.lighthouse)])
    }
    let sound = try read("Why does \"It stands 34 metres above the sea\" matter?")
    #expect(sound["supported"] == true && sound["unsupported"] == [])
    let stray = try read("Why does \"the keeper of the lamp sold fish\" matter?")
    #expect(stray["supported"] == false)
    #expect(stray["unsupported"]?[0]?["quote"] == "the keeper of the lamp sold fish")
  }

  @Test("a transformation is picked among those on offer")
  func pick() throws {
    let choices: JSON = [["name": "poem", "about": "A poem."], ["name": "debate", "about": "A debate."]]
    let picked = try json("pick", "transformation", ["seed": "A tide table.", "choices": choices])
    #expect(["poem", "debate"].contains(picked["transformation"]?.string))
  }

  @Test("an API that is played refuses a call without a required argument")
  func toolReplies() throws {
    let api = #"{"name": "tides", "parameters": {"type": "object", "required": ["date"]}}"#
    func reply(_ arguments: String) throws -> JSON {
      try json(
        "simulate", "tool-reply", ["api": .string(api), "arguments": .string(arguments), "instruction": "Tides?"])
    }
    #expect(try reply("{}")["error"] == "missing argument date")
    #expect(try reply(#"{"date": "4 May"}"#)["result"]?["given"]?["date"] == "4 May")
  }

  @Test("instructions for a conversation come with the user's further turns")
  func conversation() throws {
    let inputs: [String: JSON] = [
      "passage": .string(Passages.lighthouse), "type": "changing-mind", "count": 2, "definition": "",
      "answer_format": "",
    ]
    let items = try #require(try json("instruct", "conversation", inputs).array)
    #expect(items.count == 2)
    #expect(items.allSatisfy { $0["instruction"]?.string != nil && (1...2).contains($0["turns"]?.array?.count ?? 0) })
  }

  @Test("a user who is played is satisfied after two answers")
  func user() throws {
    func turn(_ dialogue: String) throws -> String {
      try PoolDriver.ask(
        "author", "simulate", "user-turn", ["goal": "Book the tower tour.", "dialogue": .string(dialogue)])
    }
    #expect(try turn("User: Hello\n\nAssistant: Hello.").hasSuffix("?"))
    #expect(try turn("Assistant: a\n\nAssistant: b\n\nAssistant: c") == "DONE")
  }
}
