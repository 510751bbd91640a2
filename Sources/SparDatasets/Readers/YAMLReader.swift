// YAML: an API description, or data like source code.

struct YAMLReader: WholeFileReader {
  let name = "yaml"
  let extensions: Set<String> = ["yaml", "yml"]

  func document(_ text: [UInt8], named name: String) -> Document {
    APIDescription(yaml: text)?.document(text) ?? Document(type: "code", text: text, language: "yaml")
  }
}
