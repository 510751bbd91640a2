// Runs code that nobody vouches for, or refuses to: never outside of the walls.
//
// What holds: no network, the system to be read only, two empty folders, no rights, limits of time, memory, processes
// and files. What does not: a fault of the kernel itself, which a virtual machine alone would contain.

package import LoopKit
internal import Glibc

/// The sandbox of this process. It is tried once, before anything else runs in it.
@Host
package final class Sandbox {
  package static let shared = Sandbox()

  private var trial: Task<SandboxPrograms, any Error>?
  /// More at a time than processors would only run out of time together.
  private let turnstile = Turnstile(places: max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  /// Folders that code must not see, should they lie below /usr, which it sees else: the project's own.
  package var hidden: [String] = []

  package init() {}

  /// Tries the sandbox, once.
  ///
  /// - Throws: `SandboxError` where it cannot be built or would not hold.
  package func check() async throws { _ = try await programs() }

  /// The path of a language's interpreter.
  ///
  /// - Throws: `SandboxError` of the kind `language` where there is none.
  package func interpreter(of language: SandboxLanguage) throws(SandboxError) -> String {
    try SandboxPrograms.interpreter(of: language)
  }

  /// Runs code and waits for its end. Cancelling the task ends it at once.
  ///
  /// - Throws: `SandboxError` where it was not run; `CancellationError`.
  package func run(_ code: SandboxedCode, limits: SandboxLimits = SandboxLimits()) async throws -> SandboxResult {
    try limits.check()
    let files = try code.folder(limit: limits.files)
    let interpreter = try interpreter(of: code.language)
    let programs = try await programs()
    try await turnstile.enter()
    defer { turnstile.leave() }
    let confinement = Confinement(
      programs: programs, limits: limits, files: files.map(\.name),
      hidden: masks(sparing: [interpreter, programs.limits]))
    let command = [interpreter] + code.language.arguments + ["/work/\(code.language.fileName)"]
    return try await ConfinedRun.result(
      of: command, in: confinement, input: code.input, contents: files.map(\.content))
  }

  /// The hidden folders that lie below /usr and hold none of the programs that are needed.
  private func masks(sparing needed: [String]) -> [String] {
    let folders = Set(hidden.compactMap { SandboxPrograms.resolved($0) }).filter { $0.hasPrefix("/usr/") }
    return folders.filter { folder in !needed.contains { $0.hasPrefix("\(folder)/") } }.sorted()
  }

  private func programs() async throws -> SandboxPrograms {
    let trial = trial ?? Host.task { try await Self.trial(of: try SandboxPrograms.find()) }
    self.trial = trial
    return try await trial.value
  }
}

extension Sandbox {
  /// What a program must find of itself inside, in the words of the kernel.
  nonisolated private static var marks: [String] {
    [
      "Uid:\t65534\t65534\t65534\t65534", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1",
      "Seccomp:\t2", "Max processes             7 ", "Max address space         268435456 ",
    ]
  }

  static func trial(of programs: SandboxPrograms) async throws -> SandboxPrograms {
    let limits = SandboxLimits(memory: 256 << 20, processes: 7)
    let result = try await ConfinedRun.result(
      of: ["/usr/bin/cat", "/proc/self/status", "/proc/self/limits"],
      in: Confinement(programs: programs, limits: limits))
    let words = String(decoding: result.output, as: UTF8.self)
    guard result.end == .exit(0), let lost = marks.first(where: { !words.contains($0) }) else {
      if result.end == .exit(0) { return programs }
      throw SandboxError(
        .refused, "The sandbox does not work on this machine: a program in it ended with \(result.end).")
    }
    throw SandboxError(
      .refused, "The sandbox would not hold on this machine: '\(lost)' is not so inside.",
      hint: "It needs bubblewrap 0.8 or later and a kernel with seccomp.")
  }
}
