// The documentation of functions that Lua's own prelude defines.

internal import LuaKit

extension ScriptHost {
  /// Adds what bootstrap says of the prelude's functions to the registrations; the functions are Lua's.
  func adopt(prelude documentation: LuaValue?) {
    for case .table(let entry) in documentation?.list ?? [] {
      guard let name = entry["name"]?.string, let about = entry["about"]?.string else { continue }
      let names = (entry["params"]?.string ?? "").split(separator: ",").map { $0.trimmingSpaces }
      verbs.append(
        Verb(
          name, about, parameters: names.map { .init($0, "any", "see the text") },
          returns: entry["returns"]?.string ?? "", .immediate { _ in [] }))
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
