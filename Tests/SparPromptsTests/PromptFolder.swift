// A folder of prompt files that a test writes and that goes away with it.

import Foundation
import SparCore
@testable import SparPrompts

final class PromptFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "prompts-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func delete(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  var library: PromptLibrary { get throws { try PromptLibrary(folders: [path]) } }
}

/// A prompt file with two inputs, of which `language` is optional.
func prompt(_ body: String, extra: String = "") -> String {
  """
  ---
  about: Writes a poem about a seed.
  role: author
  inputs:
    seed: {about: The text., sample: A lighthouse.}
    language: {about: Its language., sample: swift, optional: true}
  reply: text
  \(extra)sample_replies: {good: "Some text.", bad: ""}
  ---
  === user ===
  \(body)
  """
}

/// The agent of a prompt text.
func agent(_ text: String) throws -> Agent {
  let source = try PromptSource(file: "transform/poem.md", bytes: Array(text.utf8), kind: .malformed)
  return try Agent(stage: "transform", name: "poem", source)
}

/// The error that `body` throws; `nil` where it throws none.
func promptError(_ body: () throws -> Void) -> PromptError? {
  do {
    try body()
    return nil
  } catch {
    return error as? PromptError
  }
}
