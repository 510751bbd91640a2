// A function of the host as it is registered: the registration is its documentation.

internal import LoopKit
package import LuaKit

/// A documented host function. `?name`, the reference page and the editor's type file all come from here.
package struct Verb: Sendable {
  /// A positional parameter.
  package struct Parameter: Sendable {
    package let name: String
    /// In LuaLS notation: `seed|seed[]`.
    package let type: String
    package let about: String
    package let isOptional: Bool

    package init(_ name: String, _ type: String, _ about: String, optional: Bool = false) {
      self.name = name
      self.type = type
      self.about = about
      isOptional = optional
    }
  }

  /// A named option, given in the table that stands last.
  package struct Option: Sendable {
    package let name: String
    package let type: String
    package let about: String

    package init(_ name: String, _ type: String, _ about: String) {
      self.name = name
      self.type = type
      self.about = about
    }
  }

  /// Whether calling it may wait, and what it does.
  package enum Body: Sendable {
    case immediate(@Host @Sendable (VerbCall) throws -> [LuaValue])
    case waiting(@Host @Sendable (VerbCall) async throws -> [LuaValue])
  }

  package let name: String
  /// One sentence.
  package let about: String
  package let parameters: [Parameter]
  package let options: [Option]
  /// What comes back: a type, and words where they help.
  package let returns: String
  package let example: String
  package let body: Body

  package init(
    _ name: String, _ about: String, parameters: [Parameter] = [], options: [Option] = [], returns: String = "",
    example: String = "", _ body: Body
  ) {
    self.name = name
    self.about = about
    self.parameters = parameters
    self.options = options
    self.returns = returns
    self.example = example
    self.body = body
  }

  /// `instruct(passage, {n, type, …})`
  package var signature: String {
    var parts = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
    if !options.isEmpty { parts.append("{\(options.map(\.name).joined(separator: ", "))}") }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}
