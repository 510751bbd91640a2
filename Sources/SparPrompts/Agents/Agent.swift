// An agent: a prompt file, checked and compiled. Who plays it and what becomes of the reply is the engine's business.

package import SparCore

/// A prompt file plus a role: what a model is told, and how its reply is read.
///
/// A class: every question carries its agent, and what waits for a reply would hold a copy.
package final class Agent: Sendable {
  /// `debate`, from the file's name.
  package let name: String
  /// `transform`, from the folder's name.
  package let stage: String
  package let role: AgentRole
  /// What it does, in one sentence.
  package let about: String
  /// Where the idea comes from: a paper's section.
  package let source: String?
  package let inputs: [AgentInput]
  package let reply: ReplyFormat
  /// What the reply must fit; only with `json`.
  package let schema: JSONSchema?
  /// Whether a model is asked at all; an agent without a call passes its input through, or the text of its one section.
  package let makesCall: Bool
  /// The types of seeds that a transformation suits; empty for all.
  package let seeds: [String]
  /// What an editor is to change.
  package let edits: EditTarget
  /// What an editor makes of the instruction; `nil` where that stays as it was.
  package let answerability: Answerability?
  /// What is asked of the model unless the caller says otherwise.
  package let sampling: Sampling
  /// Replies the parser must accept, and replies it must refuse.
  package let sampleReplies: (good: [String], bad: [String])
  /// Of the file's bytes.
  package let hash: ContentKey
  package let file: String
  /// The file as written, for showing it.
  package let text: String

  let sections: [Section]

  init(
    name: String, stage: String, role: AgentRole, about: String, source: String?, inputs: [AgentInput],
    reply: ReplyFormat, schema: JSONSchema?, makesCall: Bool, seeds: [String] = [], edits: EditTarget = .instruction,
    answerability: Answerability? = nil, sampling: Sampling,
    sampleReplies: (good: [String], bad: [String]), hash: ContentKey, file: String, text: String, sections: [Section]
  ) {
    self.name = name
    self.stage = stage
    self.role = role
    self.about = about
    self.source = source
    self.inputs = inputs
    self.reply = reply
    self.schema = schema
    self.makesCall = makesCall
    self.seeds = seeds
    self.edits = edits
    self.answerability = answerability
    self.sampling = sampling
    self.sampleReplies = sampleReplies
    self.hash = hash
    self.file = file
    self.text = text
    self.sections = sections
  }

  struct Section: Sendable {
    let role: ChatMessage.Role
    let body: TemplateBody
  }
}

/// What of an instruction an edit must change.
package enum EditTarget: String, Sendable, CaseIterable {
  /// Its words; the passage may stay or change with them.
  case instruction
  /// The passage that it is about.
  case passage
}

extension Agent {
  /// Whether a transformation is meant for seeds of this type.
  package func suits(seedsOf type: String) -> Bool { seeds.isEmpty || seeds.contains(type) }

  /// Those of `inputs` that the prompt declares.
  package func declared(of inputs: [String: JSON]) -> [String: JSON] {
    inputs.filter { input in self.inputs.contains { $0.name == input.key } }
  }

  package func declares(_ name: String) -> Bool { inputs.contains { $0.name == name } }
}

extension Agent {
  /// The messages with `inputs` filled in; none for an agent that makes no call.
  ///
  /// Values are inserted as they are: never escaped, trimmed, or read as template.
  /// - Throws: `prompt.input_missing`, `prompt.input_undeclared`, `prompt.input_kind`.
  package func render(_ inputs: [String: JSON]) throws(PromptError) -> [ChatMessage] {
    try check(inputs)
    var messages: [ChatMessage] = []
    messages.reserveCapacity(sections.count)
    for section in sections {
      do {
        messages.append(ChatMessage(section.role, try section.body.render(inputs)))
      } catch {
        throw PromptError(error, file: file)
      }
    }
    return messages
  }

  private func check(_ given: [String: JSON]) throws(PromptError) {
    var known = 0
    for input in inputs {
      let value = given[input.name]
      if value != nil { known += 1 }
      if !input.isOptional, value == nil || value == .null { throw missing(input) }
    }
    if known < given.count { throw undeclared(given) }
  }

  private func missing(_ input: AgentInput) -> PromptError {
    PromptError(.inputMissing, file: file, "needs the input '\(input.name)': \(input.about)")
  }

  private func undeclared(_ given: [String: JSON]) -> PromptError {
    let declared = inputs.map(\.name)
    let name = given.keys.filter { !declared.contains($0) }.sorted()[0]
    let hint = PromptError.suggestion(for: name, in: declared)
    return PromptError(.inputUndeclared, file: file, "was given '\(name)', which it does not declare.", hint: hint)
  }
}

extension PromptError {
  init(_ error: TemplateError, file: String) {
    self.init(error.kind, file: file, line: error.line, error.sentence, hint: error.hint)
  }
}
