// models.*: who can be asked, and who is hired for what

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparModels

enum ModelsModule: Module {
  static let roles = ["author", "suggester", "editor", "target", "judge", "contenders"]

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "models.hire", "Hires models for roles, for the rest of the session.",
        options: roles.map { .init($0, $0 == "contenders" ? "string[]" : "string|string[]", "who plays this role") },
        returns: "the roles as they are now",
        example: "models.hire{target = \"openai/my-model\", judge = \"sim/judge\"}",
        .immediate { call in
          for role in roles {
            guard let names = try call.names(role) else { continue }
            for name in names { _ = try host.engine.models.model(name) }
            host.engine.roles.names[role] = names
          }
          return [lua(host)]
        }),
      Verb(
        "models.script",
        "Makes a Lua function a model, named scripted/NAME: it gets {stage, agent, inputs, messages} and returns the reply.",
        parameters: [.init("name", "string", "scripted/NAME"), .init("reply", "function", "returns a string")],
        example: "models.script(\"scripted/echo\", function(request) return request.inputs.instruction end)",
        .immediate { call in
          guard let name = try call.text(at: 0), name.hasPrefix("scripted/") else {
            throw call.wrong(0, "a name that begins with scripted/")
          }
          guard case .reference(let function) = call.values[1] else { throw call.wrong(1, "a function") }
          host.engine.models.register(name, provider: ScriptedProvider { try await host.reply(to: $0, from: function) })
          return []
        }),
    ]
  }

  /// The roles as a table: lists for contenders and juries, names for the others.
  @Host static func lua(_ host: ScriptHost) -> LuaValue {
    let fields = roles.compactMap { role -> (String, LuaValue)? in
      guard let names = try? host.engine.names(for: role) else { return nil }
      return (role, names.count == 1 && role != "contenders" ? .string(names[0]) : .list(names.map { .string($0) }))
    }
    return .table(LuaTable(fields: fields))
  }
}

extension ScriptHost {
  /// Asks a Lua function for a reply.
  fileprivate func reply(to request: ChatRequest, from function: LuaReference) async throws -> ChatReply {
    let inputs = request.task.inputs.sorted { $0.key < $1.key }.map { ($0.key, LuaValue($0.value)) }
    let messages = request.messages.map { message in
      LuaValue.table(
        LuaTable(fields: [("role", .string(message.role.rawValue)), ("content", .string(message.content))]))
    }
    let table = LuaTable(fields: [
      ("stage", .string(request.task.stage)), ("agent", .string(request.task.agent)),
      ("inputs", .table(LuaTable(fields: inputs))), ("messages", .list(messages)),
      ("ordinal", LuaValue(request.ordinal)),
    ])
    let values = try await machine.call(function, [.table(table)])
    guard let text = values.first?.string else {
      throw ScriptError(.argument, "A scripted model must return a string, not \(values.first?.shown ?? "nothing").")
    }
    return ChatReply(text: text)
  }
}

extension LuaValue {
  init(_ json: JSON) {
    switch json {
    case .null: self = .nil
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .integer(value)
    case .double(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .array(let values): self = .list(values.map { LuaValue($0) })
    case .object(let object): self = .table(LuaTable(fields: object.members.map { ($0.key, LuaValue($0.value)) }))
    }
  }
}
