// The documentation of functions that Lua's own prelude defines.

internal import LuaKit

extension ScriptHost {
  /// Adds what bootstrap says of the prelude's functions to the registrations; the functions are Lua's.
  func adopt(prelude documentation: LuaValue?) {
    for case .table(let entry) in documentation?.list ?? [] {
      if let verb = Verb(entry) { verbs.append(verb) }
    }
  }
}

extension Verb {
  /// - Parameter entry: {name, about, topic, params, options, returns, example}, as in stdlib-lua/spar/prelude.lua.
  fileprivate init?(_ entry: LuaTable) {
    guard let name = entry["name"]?.string, let about = entry["about"]?.string else { return nil }
    self.init(
      name, about,
      parameters: entry.parts("params").map {
        Parameter($0.text("name"), $0.text("type"), $0.text("about"), default: $0["default"]?.string)
      },
      options: entry.parts("options").map {
        Option($0.text("name"), $0.text("type"), $0.text("about"), default: $0.text("default"))
      },
      returns: entry.parts("returns").map { Result($0.text("type"), $0.text("about")) },
      example: entry.text("example"), .immediate { _ in [] })
    topic = Topic(rawValue: entry.text("topic")) ?? .lists
  }
}

extension LuaTable {
  fileprivate func parts(_ name: String) -> [LuaTable] { (self[name]?.table?.items ?? []).compactMap(\.table) }

  fileprivate func text(_ name: String) -> String { self[name]?.string ?? "" }
}
