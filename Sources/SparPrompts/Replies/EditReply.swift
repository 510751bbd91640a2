// An edit: the refined instruction, and the passage where the edit changed it.

import SparCore

/// What an editor made of an instruction.
package struct EditReply: Sendable, Equatable {
  /// The whole edited passage; `nil` where the passage stays as it was.
  package let passage: String?
  package let instruction: String

  package init(passage: String? = nil, instruction: String) {
    self.passage = passage
    self.instruction = instruction
  }

  /// Takes the last object with an instruction: models draft before they answer.
  init(_ text: ReplyText) throws(PromptError) {
    let edits = JSONFinder.find(in: text.bytes).compactMap { Self($0.value) }
    guard let edit = edits.last else { throw .unparsed("The reply has no JSON object with an 'instruction'.") }
    self = edit
  }

  /// `nil` where an instruction is missing, blank or given twice, or a passage is no text.
  private init?(_ value: JSON) {
    guard let object = value.object, let instruction = object.text("instruction"),
      object.duplicateKeys.allSatisfy({ $0 != "instruction" && $0 != "passage" })
    else { return nil }
    switch object["passage"] {
    case nil, .null, .string: self.init(passage: object.text("passage"), instruction: instruction)
    default: return nil
    }
  }
}

extension JSONObject {
  /// The trimmed text of a member; `nil` where it is absent, no text, or blank.
  func text(_ key: String) -> String? {
    guard let value = self[key]?.string else { return nil }
    let trimmed = ReplyBytes(value.utf8).trimmedBlock
    return trimmed.isEmpty ? nil : trimmed.text
  }
}
