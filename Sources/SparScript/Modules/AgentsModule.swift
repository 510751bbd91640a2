// agents.list, agents.show, agents.ask, agents.add

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparPrompts

enum AgentsModule: Module {
  static let topic = Topic.instructions

  static func verbs(of host: ScriptHost) -> [Verb] { [list(host), show(host), ask(host), add(host)] }

  private static func list(_ host: ScriptHost) -> Verb {
    Verb(
      "agents.list", "The agents there are: prompt files, and those that were added.",
      parameters: [.init("stage", "string", "a folder of Prompts: `transform`", default: "all")],
      returns: [.init("listed_agent[]", "by stage and name")],
      example: "agents.list(\"transform\")[1].about",
      .immediate { call in
        let library = host.engine.library
        let stages = try call.text(at: 0).map { [$0] } ?? library.stages
        let agents = try stages.flatMap { stage in
          try library.names(in: stage).map { try library.agent(stage, $0) }
        }
        return [.list(agents.map(ListedAgent.shape.table))]
      })
  }

  private static func show(_ host: ScriptHost) -> Verb {
    Verb(
      "agents.show", "An agent with the text of its file.",
      parameters: [.init("path", "string", "stage and name: `transform/debate`")],
      returns: [.init("agent")],
      example: "print(agents.show(\"transform/debate\").text)",
      .immediate { call in [Agent.shape.table(try host.agent(at: 0, of: call))] })
  }

  private static func ask(_ host: ScriptHost) -> Verb {
    Verb(
      "agents.ask", "Asks any agent, and gives what its reply says in the form of the agent.",
      parameters: [
        .init("path", "string", "stage and name: `pick/transformation`"),
        .init("inputs", "table<string, any>", "what the prompt declares, and nothing else; `{}` for nothing"),
      ],
      options: [
        .init("model", "string", "who is asked", default: "the one hired for the agent's role"),
        .init("ordinal", "integer", "which of several samples, from 0", default: "0"),
      ],
      returns: [
        .init(
          "any",
          "`text`: a string; `items`: a list of strings; `edit` and `scores`, `pair` and the like: a table; `score`: a number; `json`: the value"
        )
      ],
      example:
        "agents.ask(\"simulate/user-turn\", {goal = \"a cheap flight\", dialogue = \"\"}, {model = \"sim/author\"})",
      .waiting { call in
        let agent = try host.agent(at: 0, of: call)
        let inputs = try call.namedInputs(call.values[1])
        let reply = try await host.engine.ask(
          agent: agent, inputs, model: try call.string("model"), ordinal: try call.integer("ordinal", from: 0) ?? 0)
        return [reply.lua]
      })
  }

  private static func add(_ host: ScriptHost) -> Verb {
    Verb(
      "agents.add",
      "Adds an agent for this run, above one of the same name; it is stored with its text, and its hash is that of the text.",
      options: [
        .init("stage", "string", "what it is for: `transform`"), .init("name", "string", "its name: `haiku`"),
        .init("text", "string", "what a prompt file would hold: front matter and sections"),
      ],
      returns: [.init("agent")],
      example: "agents.add {stage = \"transform\", name = \"haiku\", text = io.open(\"haiku.md\"):read(\"a\")}",
      .waiting { call in
        let agent = try await host.engine.addAgent(
          stage: try call.required("stage"), name: try call.required("name"), text: try call.required("text"))
        return [Agent.shape.table(agent)]
      })
  }
}

extension VerbCall {
  /// A named option that must be given.
  func required(_ name: String) throws -> String {
    if let text = try string(name) { return text }
    throw ScriptError(.option, "\(verb.name) needs \(name).", hint: verb.signature)
  }
}

extension ScriptHost {
  /// The agent that a path such as `transform/debate` names.
  fileprivate func agent(at index: Int, of call: VerbCall) throws -> Agent {
    let parts = (try call.text(at: index) ?? "").split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 2 else { throw call.wrong(index, "stage and name: `transform/debate`") }
    return try engine.library.agent(parts[0], parts[1])
  }
}
