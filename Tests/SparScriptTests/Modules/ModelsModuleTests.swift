// models.hire and models.script through Lua.

import LoopKit
import LuaKit
import SparTesting
import Testing

@Suite("Models and roles", .timeLimit(.minutes(5)))
@Host
struct ModelsModuleTests {
  @Test("hire sets the roles named and returns all")
  func hire() async throws {
    let lua = try await LuaTest()
    let roles = try await lua.run(
      """
      local roles = models.hire {target = "sim/master", contenders = "sim/novice", judge = {"sim/judge", "sim/judge?noise=1"}}
      return roles.target, roles.contenders[1], #roles.judge, roles.author
      """)
    #expect(roles == "sim/master sim/novice 2 scripted/model")
    #expect(try await lua.run("return spar.roles.target, respond('Name a river.').model") == "sim/master sim/master")
  }

  @Test("hire refuses an unknown model and an unknown role, and changes nothing")
  func hireRefuses() async throws {
    let lua = try await LuaTest()
    #expect(try await lua.failure("models.hire {target = 'sim/mastre'}").message.contains("sim/mastre"))
    #expect(try await lua.failure("models.hire {author = 'sim/author', target = 'nobody'}").message.contains("nobody"))
    #expect(try await lua.failure("models.hire {traget = 'sim/master'}").hint == "Did you mean 'target'?")
    #expect(try await lua.failure("models.hire {judge = {}}").message == "models.hire: judge must name a model.")
    #expect(try await lua.run("return spar.roles.target, spar.roles.author") == "scripted/model scripted/model")
  }

  @Test("what lives in Spar needs no asking; a check tells of what cannot be asked instead of failing")
  func check() async throws {
    let lua = try await LuaTest()
    let checks = try await lua.run(
      """
      local checks = models.check{"sim/master", "sim/mastre", "openai/m"}
      return #models.list(), #models.check(), checks[1].ok, checks[2].code, checks[3].ok, checks[3].code
      """)
    #expect(checks == "0 0 true model.unknown false model.key_missing")
    #expect(try await lua.run("return models.check('openai/m')[1].message:find('api.openai.com') == nil") == "true")
  }

  @Test("a changed function is another model: its replies are not taken for the old one's")
  func changedScript() async throws {
    let lua = try await LuaTest()
    let replies = try await lua.run(
      """
      local replies = {}
      for _, code in ipairs {"return 'one'", "return 'two'", "return 'one'"} do
        models.script("scripted/mine", load(code))
        replies[#replies + 1] = respond("Name a river.", "scripted/mine").text
      end
      return table.unpack(replies)
      """)
    #expect(replies == "one two one")
  }

  @Test("a Lua function is asked with stage, agent, inputs and messages")
  func script() async throws {
    let lua = try await LuaTest()
    let asked = try await lua.run(
      """
      models.script("scripted/mine", function(request)
        seen = request
        sleep(0)
        return "In short: " .. request.inputs.instruction
      end)
      local r = respond("Name a river.", "scripted/mine")
      local last = seen.messages[#seen.messages]
      return r.text, seen.stage, seen.ordinal, last.role, last.content:find("Name a river.", 1, true) ~= nil
      """)
    #expect(asked == "In short: Name a river. respond 0 user true")
    #expect(try await lua.run("seen = false respond('Name a river.', 'scripted/mine') return seen") == "false")
  }

  @Test("a model script that raises or returns no text fails its element with a sentence")
  func scriptFails() async throws {
    let lua = try await LuaTest()
    try await lua.run(
      """
      models.script("scripted/raises", function() error("out of ideas") end)
      models.script("scripted/numb", function() return 7 end)
      """)
    let raised = try await lua.failure("respond('x', 'scripted/raises')")
    #expect(raised.code == "model.scripted_error" && raised.message.contains("out of ideas"))
    #expect(try await lua.failure("respond('x', 'scripted/numb')").message.contains("must return a string, not 7"))
    #expect(try await lua.run("local r = respond({'x', 'y'}, 'scripted/raises') return #r, #r.failed") == "0 2")
  }

  @Test("script refuses another name and what is no function")
  func scriptRefuses() async throws {
    let lua = try await LuaTest()
    let name = try await lua.failure("models.script('mine', function() end)")
    #expect(name.message == "models.script: name must be a name that begins with scripted/, not 'mine'.")
    #expect(
      try await lua.failure("models.script('scripted/x', 'y')").message
        == "models.script: reply must be a function, not 'y'.")
    #expect(try await lua.failure("models.script('scripted/x')").message.hasPrefix("models.script needs reply"))
  }
}
