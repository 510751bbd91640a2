// The provider behind `scripted/…`: replies that somebody wrote down beforehand, in a JSONL file or as a function.
// For tests and demonstrations; it knows nothing of what the replies mean.

internal import LoopKit
package import SparCore

/// Answers from a script: each line for one request, or for every request that fits it.
package final class ScriptedProvider: Provider {
  private let script: Script
  package let content: ContentKey?

  private enum Script: Sendable {
    case lines(ScriptLines)
    case closure(@Host @Sendable (ChatRequest) async throws -> ChatReply)
  }

  /// Reads the lines of a script from a file.
  ///
  /// - Throws: `config.invalid` naming file and line, for a file that cannot be read or a line that is no script line.
  package convenience init(path: String) throws(ModelError) {
    try self.init(jsonl: ScriptFile.bytes(of: path), origin: path)
  }

  /// - Parameter origin: names the script in errors: a path.
  package init(jsonl bytes: [UInt8], origin: String) throws(ModelError) {
    script = .lines(ScriptLines(try ScriptFile.lines(bytes, origin: origin)))
    content = ContentKey(hashing: bytes)
  }

  /// Every request goes to `closure`; an error of it that is no ModelError becomes `model.scripted_error`.
  ///
  /// - Parameter content: stands for what the closure does, where that may differ between runs.
  package init(
    content: ContentKey? = nil, _ closure: @escaping @Host @Sendable (ChatRequest) async throws -> ChatReply
  ) {
    script = .closure(closure)
    self.content = content
  }

  package func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    switch script {
    case .lines(let lines): try lines.reply(to: request, model: model)
    case .closure(let closure): try await Self.call(closure, request, model)
    }
  }

  @Host private static func call(
    _ closure: @Host @Sendable (ChatRequest) async throws -> ChatReply, _ request: ChatRequest, _ model: String
  ) async throws(ModelError) -> ChatReply {
    do {
      return try await closure(request)
    } catch let error as ModelError {
      throw error
    } catch is CancellationError {
      throw .cancelled(model: model)
    } catch {
      throw ModelError(
        code: "model.scripted_error", message: "The function behind the model \"\(model)\" failed: \(error)",
        hint: "Mend the function, or let it return a reply for this request.")
    }
  }
}

/// The lines of a script and which of them are used up.
@Host
private final class ScriptLines {
  private let lines: [ScriptLine]
  private var used: Set<Int> = []

  nonisolated init(_ lines: [ScriptLine]) { self.lines = lines }

  func reply(to request: ChatRequest, model: String) throws(ModelError) -> ChatReply {
    guard let index = lines.indices.first(where: { !used.contains($0) && lines[$0].fits(request) }) else {
      throw .scriptedMiss(model, reason: reason(for: request))
    }
    if !lines[index].repeats { used.insert(index) }
    return try lines[index].reply(model: model, request: request)
  }

  /// What was asked, and whether a line for it has been used up.
  private func reason(for request: ChatRequest) -> String {
    let asked = "\(request.task.stage)/\(request.task.agent) asked \"\(excerpt(request.lastUserMessage))\""
    let spent = lines.count { $0.fits(request) }
    return spent == 0
      ? "\(asked), and none of its \(lines.count) lines is for that"
      : "\(asked), and the \(spent) lines for that are used up"
  }

  private func excerpt(_ text: String) -> String {
    let line = text.split(separator: "\n").joined(separator: " ")
    return line.count > 80 ? line.prefix(80) + "…" : line
  }
}
