// One declared input of a prompt.

package import SparCore

/// What a prompt file says of one of its inputs.
package struct AgentInput: Sendable, Equatable {
  package let name: String
  package let about: String
  /// A value that `check` renders the prompt with.
  package let sample: JSON
  /// An optional input that is not given is empty, and false in a condition.
  package let isOptional: Bool

  package init(name: String, about: String = "", sample: JSON = "", isOptional: Bool = false) {
    self.name = name
    self.about = about
    self.sample = sample
    self.isOptional = isOptional
  }
}

extension AgentInput {
  /// Words that mean something else in a template.
  private static let reserved = ["and", "or", "not", "in", "true", "false", "forloop"]

  init(_ name: String, _ fields: YAMLFields) throws(PromptError) {
    let isName = name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (97...122).contains($0) || (48...57).contains($0) }
    guard isName, let first = name.utf8.first, !(48...57).contains(first), !Self.reserved.contains(name) else {
      throw fields.error("about", "declares an input '\(name)'.", hint: "Names are lower case with underscores.")
    }
    guard let sample = fields.json("sample"), sample != .null else {
      throw fields.error("sample", "declares the input '\(name)' without a sample.")
    }
    self.init(
      name: name, about: try fields.requiredText("about"), sample: sample,
      isOptional: try fields.bool("optional") ?? false)
  }
}
