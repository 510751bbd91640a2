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
    /// What holds if it is left out, in words; `nil` where it must be given.
    package let standard: String?
    package var isOptional: Bool { standard != nil }

    /// Whether a table can be meant for it, rather than for the options.
    var takesTables: Bool {
      let plain: Set<Substring> = ["string", "integer", "number", "boolean", "function"]
      return type.split(separator: "|").contains { !plain.contains($0) }
    }

    /// Whether a table of nothing but numbers by name is meant for it.
    var takesWeights: Bool { type.contains("table<string, number>") }

    package init(_ name: String, _ type: String, _ about: String, default standard: String? = nil) {
      self.name = name
      self.type = type
      self.about = about
      self.standard = standard
    }
  }

  /// A named option, given in the table that stands last.
  package struct Option: Sendable {
    package let name: String
    package let type: String
    package let about: String
    /// What holds if it is left out, in words; may be empty.
    package let standard: String

    package init(_ name: String, _ type: String, _ about: String, default standard: String = "") {
      self.name = name
      self.type = type
      self.about = about
      self.standard = standard
    }
  }

  /// What comes back: a type in LuaLS notation, and words where they help.
  package struct Result: Sendable {
    package let type: String
    package let about: String

    package init(_ type: String, _ about: String = "") {
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
  package let returns: [Result]
  package let example: String
  package let body: Body
  /// Where the reference has it.
  package internal(set) var topic = Topic.program

  package init(
    _ name: String, _ about: String, parameters: [Parameter] = [], options: [Option] = [], returns: [Result] = [],
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

  /// `instruct(passage, {n, type, …})`; what may be left out stands in brackets.
  package var signature: String {
    var parts = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name }
    if !options.isEmpty { parts.append("{\(options.map(\.name).joined(separator: ", "))}") }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  /// The same in short, for places where the options are listed anyway.
  package var shortSignature: String {
    let parts = parameters.map { $0.isOptional ? "[\($0.name)]" : $0.name } + (options.isEmpty ? [] : ["[options]"])
    return "\(name)(\(parts.joined(separator: ", ")))"
  }
}
