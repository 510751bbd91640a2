// Plain text, as it is.

struct TextReader: WholeFileReader {
  let name = "text"
  let extensions: Set<String> = ["txt", "text"]

  func document(_ text: [UInt8], named name: String) -> Document { Document(text: text) }
}
