// seeds.reader: a user's own reader of files, in Lua

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparDatasets
internal import SparEngine
internal import SparStore

extension SeedsModule {
  static func reader(_ host: ScriptHost) -> Verb {
    Verb(
      "seeds.reader",
      "Registers a reader of your own: `seeds.load` gives it the files with its extensions from now on. It is stored with its source.",
      options: [
        .init("name", "string", "what reports and `definitions` call it"),
        .init("extensions", "string|string[]", "of the files it reads, as `rcp` or `.rcp`"),
        .init(
          "read", "fun(text: string, path: string): any",
          "returns a text, a table {text, type, language, title, licence}, a list of those, or an iterator over them"),
        .init("type", "string", "the type of its seeds, any word", default: "text"),
        .init("about", "string", "one sentence", default: "none"),
      ],
      returns: [.init("definition", "as it is stored")],
      example: """
        seeds.reader{name = "recipes", extensions = "rcp", type = "recipe", read = function(text)
          return text:gmatch("(.-)\\n%-%-%-\\n")
        end}
        """,
      .waiting { call in
        let (name, extensions) = (try required("name", of: call), try extensions(call))
        guard case .reference(let read) = call.value("read") else {
          throw ScriptError(.argument, "seeds.reader needs read: a function of a file's text and path.")
        }
        let definition = Definition(
          kind: "reader", name: name, text: try await host.source(of: read), about: try call.string("about"))
        let stored = try await host.engine.define(definition)
        let script = host.script(definition, read: read, type: try call.string("type") ?? "text")
        for name in extensions { host.engine.seedScripts[name] = script }
        return [StoredDefinition.shape.table(stored)]
      })
  }

  private static func required(_ name: String, of call: VerbCall) throws -> String {
    if let text = try call.string(name), !text.isEmpty { return text }
    throw ScriptError(.argument, "\(call.verb.name) needs \(name).", hint: call.verb.signature)
  }

  private static func extensions(_ call: VerbCall) throws -> [String] {
    let names = (try call.names("extensions") ?? []).map { String($0.lowercased().drop { $0 == "." }) }
    guard !names.isEmpty, names.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else {
      throw ScriptError(
        .argument, "\(call.verb.name) needs extensions: those of the files it reads.", hint: "extensions = {\"rcp\"}")
    }
    return names
  }
}

extension ScriptHost {
  /// How the engine has a file read by a Lua function.
  fileprivate func script(_ definition: Definition, read: LuaReference, type: String) -> SeedScript {
    SeedScript(name: definition.name, definition: definition.hash) { file in
      let text = String(validating: file.bytes, as: UTF8.self).map { LuaValue.string($0) } ?? .bytes(file.bytes)
      let made = try await self.machine.call(read, [text, .string(file.path)]).first ?? .nil
      if case .reference(let next) = made { return self.documents(from: next, type: type) }
      return Self.once(try ScriptDocument.list(made, type: type))
    }
  }

  /// The documents that an iterator gives, one at a time.
  private func documents(from next: LuaReference, type: String) -> SeedScript.Documents {
    {
      guard let value = try await self.machine.call(next).first, !value.isNil else { return nil }
      return try ScriptDocument.list(value, type: type)
    }
  }

  private static func once(_ documents: [ScriptDocument]) -> SeedScript.Documents {
    var rest: [ScriptDocument]? = documents
    return {
      defer { rest = nil }
      return rest
    }
  }
}

extension ScriptDocument {
  private static let fields = ["text", "type", "language", "title", "licence"]

  /// One document or a list of them, as a reader returns them; none for nil.
  fileprivate static func list(_ value: LuaValue, type: String) throws -> [ScriptDocument] {
    if value.isNil { return [] }
    if let items = value.list { return try items.map { try ScriptDocument($0, type: type) } }
    return [try ScriptDocument(value, type: type)]
  }

  private init(_ value: LuaValue, type: String) throws {
    if let text = value.string {
      self.init(text: text, type: type)
      return
    }
    guard let table = value.table, let text = table["text"]?.string else {
      throw ScriptError(.argument, "It returned \(value.shown) where a text, or a table with a text, must stand.")
    }
    for field in table.fields where !Self.fields.contains(field.name) || field.value.string == nil {
      throw ScriptError(
        .argument, "It returned a document whose field '\(field.name)' is \(field.value.shown).",
        hint: "A document has \(Self.fields.joined(separator: ", ")), all of them texts.")
    }
    self.init(
      text: text, type: table["type"]?.string ?? type, language: table["language"]?.string,
      title: table["title"]?.string, licence: table["licence"]?.string)
  }
}
