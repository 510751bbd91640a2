// The judge of groundedness: what an instruction or a response quotes must stand in its passage.

internal import SparCore

enum GroundingReader {
  static func reply(to task: SimulatedTask) -> String {
    let passage = task.text("passage").lowercased()
    let text = task.text("response").isEmpty ? task.instruction : task.text("response")
    let stray = QuotedText(text).claims.map(\.whole).filter { !passage.contains(Self.beginning($0)) }
    let unsupported: [JSON] = stray.map {
      ["quote": .string($0), "reason": "The passage does not say so."]
    }
    let found: JSON = ["unsupported": .array(unsupported), "supported": .bool(stray.isEmpty)]
    return found.text
  }

  /// Without the mark of an omission, and as it stands in the middle of a sentence.
  private static func beginning(_ claim: String) -> String {
    let text = claim.lowercased()
    return String((text.hasSuffix(" …") ? text.dropLast(2) : text[...]).prefix(80))
  }
}
