// Code in the sandbox, for tests; where this machine has none, tests are skipped with its reason.

import LoopKit
import SandboxKit
import Testing

extension Trait where Self == ConditionTrait {
  /// Only where the sandbox works; `RefusalTests` says what happens elsewhere.
  static var sandboxed: Self {
    .enabled("bubblewrap is not there or not permitted: scripts/setup tests installs it") { await Sandboxed.works }
  }
}

enum Sandboxed {
  static var works: Bool {
    get async { (try? await Host.task { try await Sandbox.shared.check() }.value) != nil }
  }

  static func run(
    _ source: String, _ language: SandboxLanguage = .python, input: String = "", files: [(String, String)] = [],
    limits: SandboxLimits = SandboxLimits()
  ) async throws -> SandboxResult {
    let code = SandboxedCode(
      language, source, input: Array(input.utf8), files: files.map { (name: $0.0, content: Array($0.1.utf8)) })
    return try await Host.task { try await Sandbox.shared.run(code, limits: limits) }.value
  }

  /// What Python code prints, without the last line break.
  static func printed(_ source: String, limits: SandboxLimits = SandboxLimits()) async throws -> String {
    let result = try await run(source, limits: limits)
    #expect(result.end == .exit(0), "\(result.errorText)")
    return String(result.text.dropLast())
  }
}

extension SandboxResult {
  var text: String { String(decoding: output, as: UTF8.self) }
  var errorText: String { String(decoding: errors, as: UTF8.self) }
}
