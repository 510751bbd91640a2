// Agents, types, skills, gates and coverage through Lua.

import LoopKit
import LuaKit
import SparCore
import SparModels
import SparScript
import SparTesting
import Testing

@Suite("Agents and taxonomies from scripts", .timeLimit(.minutes(5)))
@Host
struct AgentsModuleTests {
  private let haiku = """
    text = [[
    ---
    about: Writes a haiku.
    role: author
    seeds: [text]
    inputs:
      seed: {about: The text, sample: x}
      mood: {about: The mood, sample: x, optional: true}
    reply: text
    ---
    === user ===
    A haiku of {{ seed }}, {{ mood }}]]
    agents.add {stage = "transform", name = "haiku", text = text}

    """

  @Test("transform takes a chain, weights and what is passed along")
  func transform() async throws {
    let lua = try await LuaTest()
    #expect(
      try await lua.run(
        haiku + """
          local p = transform("Tides.", {"debate", "haiku"}, {with = {mood = "grim"}})
          return p.transformation, p.parent ~= nil
          """) == "haiku true")
    #expect(lua.test.model.requests.last?.messages[0].content == "A haiku of debate: Tides., grim")
    let made = "transform('Waves.', 'haiku', {with = function(seed) return {mood = seed.text:upper()} end})"
    try await lua.run(made)
    #expect(lua.test.model.requests.last?.messages[0].content == "A haiku of Waves., WAVES.")
    #expect(try await lua.run("return transform('x', {poem = 1}).transformation") == "poem")
    #expect(
      try await lua.run("return transform('x', {poem = 1, haiku = 0}, {pick = nil}).transformation") == "poem")
    #expect(
      try await lua.run("return transform(transform('x', 'poem'), 'debate').text") == "debate: poem: x")
    #expect(try await lua.failure("transform('x', {poem = -1})").message.contains("weights from 0 up"))
    #expect(try await lua.failure("transform('x', 'poem', {pick = 'me'})").code == "script.option")
    #expect(try await lua.failure("transform('x', 'poem', {with = 3})").code == "script.option")
  }

  @Test("agents are listed, shown and asked")
  func agents() async throws {
    let lua = try await LuaTest()
    let shown = try await lua.run(
      haiku + """
        local a = agents.show("transform/haiku")
        local found
        for _, entry in ipairs(agents.list("transform")) do if entry.name == "haiku" then found = entry end end
        return a.stage, a.name, a.role, a.reply, a.seeds[1], a.inputs.mood, a.text == text, #a.hash, found.about, found.text
        """)
    #expect(shown == "transform haiku author text text The mood? true 64 Writes a haiku. nil")
    #expect(try await lua.run("return agents.ask('transform/haiku', {seed = 'fog'})") == "haiku: fog")
    #expect(
      try await lua.run(
        "local g = agents.ask('suggest/harder', {instruction = 'Go.', type = 'free', count = 2}) return #g, g[1]")
        == "2 Make it harder: Go. (1)")
    #expect(try await lua.failure("agents.ask('transform/haiku', {sed = 'x'})").code == "prompt.input_missing")
    #expect(try await lua.failure("agents.show('haiku')").message.contains("stage and name"))
    #expect(try await lua.failure("agents.show('transform/hiaku')").code == "prompt.unknown")
    #expect(
      try await lua.failure("agents.add {stage = 'transform', name = 'x', text = 'no'}").message.contains(
        "agents.add \"x\""))
    #expect(try await lua.failure("agents.add {stage = 'transform', name = 'x'}").message == "agents.add needs text.")
  }

  @Test("a type and a skill of a script are sampled from at once")
  func taxonomies() async throws {
    let lua = try await LuaTest()
    let added = try await lua.run(
      """
      local x = taxonomy.add {name = "tides", definition = "Asks for a time.", answer_format = "A time.",
        answerability = "missing-information", weight = 2, parent = "comprehension", seeds = {"text"}}
      local q = instruct("Tides.", {type = "tides", n = 1})[1]
      return #x.nodes, taxonomy.load().id == x.id, x.nodes[#x.nodes].seeds[1], q.type, q.answerability
      """)
    #expect(added == "44 true text tides missing-information")
    let defined = try await lua.run(
      """
      taxonomy.define {skill = "riddles", about = "Riddles.", seeds = {"text"}, transformations = {"identity", "poem"},
        goals = {harder = 2}, types = {{name = "who-am-i", definition = "Asks who speaks.", answer_format = "A word."}}}
      local x = taxonomy.load("riddles")
      local p = transform("Tides.", x.transformations)
      local q = instruct(p, {taxonomy = "riddles", agent = "reading-comprehension", n = 1})[1]
      return x.about, x.seeds[1], x.goals.harder, x.transformations.poem, q.skill, q.type
      """)
    #expect(defined == "Riddles. text 2.0 1.0 riddles who-am-i")
    for (field, code) in [
      ("weight = -1", "script.option"), ("answerability = 'no'", "script.option"),
      ("transformations = {'pome'}", "prompt.unknown"),
    ] {
      let failure = try await lua.failure(
        "taxonomy.add {name = 'x', definition = 'd', answer_format = 'a', \(field)}")
      #expect(failure.code == code)
    }
    #expect(try await lua.failure("taxonomy.add {name = 'x'}").message.contains("definition"))
  }

  @Test("leaks are counted, gates reject, and coverage shows it with a bar")
  func coverage() async throws {
    let lua = try await LuaTest()
    lua.test.model.answer = { _ in .items(["Which?\nA) x\nB) y\n\nAnswer: A", "How?"]) }
    let counted = try await lua.run(
      """
      local q = instruct({"Tides.", "Waves."}, {type = "main-idea"})
      reject(q[1], "too short", {stage = "length"})
      reject({q[2], q[3].id}, "dull")
      for _, line in ipairs(taxonomy.coverage("reading-comprehension")) do
        if line.asked > 0 then return #q, q.leaks, line.type, line.asked, line.produced, line.rejected, line.share end
      end
      """)
    #expect(counted == "4 2 main-idea 2 4 3 1.0")
    let shown = try await lua.session.evaluate("taxonomy.coverage('reading-comprehension')", width: 80, colour: false)
    let line = shown.split(separator: "\n").first { $0.contains(" main-idea ") } ?? ""
    #expect(line.split(separator: " ").dropFirst().prefix(3) == ["2", "4", "3"] && line.hasSuffix("████"))
    #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 } && !shown.contains("…"))
    #expect(try await lua.failure("reject('nothing', 'x')").code == "script.argument")
    #expect(try await lua.failure("reject(battle, 'x')").message != "")
  }

  @Test("ground gives what a judge found; a list gives a list")
  func ground() async throws {
    let lua = try await LuaTest()
    try await lua.run(
      """
      for _, name in ipairs {"instruction", "response"} do
        agents.add {stage = "ground", name = name, text = [[
      ---
      about: Judges.
      role: judge
      inputs:
        instruction: {about: i, sample: x}
        passage: {about: p, sample: x}
      reply: json
      schema: {type: object}
      ---
      === user ===
      {{ passage }} {{ instruction }}]]}
      end
      """)
    lua.test.model.answer = { request in
      request.task.stage == "ground"
        ? ChatReply(text: #"{"supported": false, "unsupported": [{"quote": "q", "reason": "r"}]}"#) : .dutiful(request)
    }
    let found = try await lua.run(
      """
      local q = instruct("Tides.", {type = "main-idea", n = 2})
      local one, all = ground(q[1]), ground(q)
      local r = ground(respond(q[1]))
      return one.supported, one.unsupported[1].quote, one.unsupported[1].reason, one.record == q[1].id, #all, r.record
      """)
    #expect(found == "false q r true 2 r1")
    #expect(try await lua.failure("ground('just text')").code == "script.argument")
  }
}
