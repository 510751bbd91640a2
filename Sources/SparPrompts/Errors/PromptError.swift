// What can go wrong with prompt files, their inputs, taxonomy files and the replies of models.

package import SparCore

/// An error of a prompt file, of what it was given, or of what a model replied.
package struct PromptError: SparError, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// No agent, stage or taxonomy of that name.
    case unknown = "prompt.unknown"
    /// A prompt file that cannot be understood.
    case malformed = "prompt.malformed"
    /// A file or folder that cannot be read.
    case unreadable = "prompt.unreadable"
    /// A declared input was not given.
    case inputMissing = "prompt.input_missing"
    /// A name is used or given that the prompt does not declare.
    case inputUndeclared = "prompt.input_undeclared"
    /// A list where text is inserted, or text where a loop needs a list.
    case inputKind = "prompt.input_kind"
    /// A taxonomy file that cannot be used.
    case taxonomyInvalid = "prompt.taxonomy_invalid"
    /// A reply in which the expected form was not found.
    case replyUnparsed = "reply.unparsed"
  }

  package let kind: Kind
  /// Where: the file, and its line from 1.
  package let file: String?
  package let line: Int?
  /// What is wrong, without the place.
  package let sentence: String
  package let hint: String?

  package init(_ kind: Kind, file: String? = nil, line: Int? = nil, _ sentence: String, hint: String? = nil) {
    self.kind = kind
    self.file = file
    self.line = line
    self.sentence = sentence
    self.hint = hint
  }

  package var code: String { kind.rawValue }

  package var message: String {
    guard let file else { return sentence }
    return "\(file):\(line.map { "\($0):" } ?? "") \(sentence)"
  }

  package var exitCode: ExitCode {
    switch kind {
    case .malformed, .unreadable, .taxonomyInvalid: .configuration
    // A name in the file's own text has a line; one that a caller gave has none.
    case .inputUndeclared: line == nil ? .scriptError : .configuration
    case .unknown, .inputMissing, .inputKind, .replyUnparsed: .scriptError
    }
  }
}

extension PromptError {
  /// "Did you mean", or the list of what there is.
  static func suggestion(for word: String, in names: some Collection<String>) -> String {
    if let nearest = Spelling.nearest(to: word, in: names) { return "Did you mean '\(nearest)'?" }
    return names.isEmpty ? "There are none." : "There are: \(names.sorted().joined(separator: ", "))."
  }
}
