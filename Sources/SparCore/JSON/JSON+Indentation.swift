// JSON for people and models to read: one member a line.

extension JSON {
  /// The value over several lines, two spaces for each level; what is empty stays on its line.
  package var indentedText: String {
    var text = ""
    write(to: &text, level: 0)
    return text
  }

  private func write(to text: inout String, level: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      Self.write(elements, in: ("[", "]"), to: &text, level) { element, text in
        element.write(to: &text, level: level + 1)
      }
    case .object(let object) where !object.members.isEmpty:
      Self.write(object.members, in: ("{", "}"), to: &text, level) { member, text in
        text += "\(JSON.string(member.key).text): "
        member.value.write(to: &text, level: level + 1)
      }
    default: text += self.text
    }
  }

  private static func write<Part>(
    _ parts: some Collection<Part>, in brackets: (String, String), to text: inout String, _ level: Int,
    _ write: (Part, inout String) -> Void
  ) {
    let margin = String(repeating: "  ", count: level)
    text += brackets.0
    for (index, part) in parts.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += "\(margin)  "
      write(part, &text)
    }
    text += "\n\(margin)\(brackets.1)"
  }
}
