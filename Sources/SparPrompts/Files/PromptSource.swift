// The text of a prompt or taxonomy file, as read: bytes, identity, and where its errors point.

import FoundationEssentials
import SparCore

/// A file of the library that was read.
struct PromptSource: Sendable {
  let file: String
  /// As written, with a byte order mark removed and line ends made `\n`.
  let text: String
  /// Of the file's bytes as they are on disk.
  let hash: ContentKey
  /// The code of errors in this file.
  let kind: PromptError.Kind

  init(file: String, kind: PromptError.Kind) throws(PromptError) {
    try self.init(file: file, bytes: Self.read(file), kind: kind)
  }

  init(file: String, bytes: [UInt8], kind: PromptError.Kind) throws(PromptError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw PromptError(.unreadable, file: file, "is not UTF-8.", hint: "Save it as UTF-8.")
    }
    self.file = file
    self.hash = ContentKey(hashing: bytes)
    self.kind = kind
    self.text = Self.normalized(text)
  }

  func error(_ line: Int?, _ sentence: String, hint: String? = nil) -> PromptError {
    PromptError(kind, file: file, line: line, sentence, hint: hint)
  }

  private static func normalized(_ text: String) -> String {
    var text = text
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    return text.replacing("\r\n", with: "\n")
  }

  private static func read(_ file: String) throws(PromptError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: file)))
    } catch {
      throw PromptError(.unreadable, file: file, "cannot be read.", hint: "Is it there, and may you read it?")
    }
  }
}
