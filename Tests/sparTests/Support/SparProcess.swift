// The built program with files for its streams: what a shell in a project's folder would start.

import Glibc
import SparTesting

/// A running `spar` that is no terminal's.
final class SparProcess {
  struct Outcome {
    /// As a shell gives it: 128 + the signal's number when a signal ended it.
    let code: Int32
    let output: String
    let errors: String
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let folder: ProjectFolder
  private let name: String
  private let process: pid_t
  /// Reads nothing but the end of the file: every process that holds the other end has ended.
  private let ending: Int32
  private var status: Int32?

  /// - Parameters:
  ///   - input: what standard input holds; nothing when `nil`.
  ///   - shell: commands that a shell runs before it becomes the program, such as `ulimit -f 100`.
  init(
    _ arguments: [String], in folder: ProjectFolder, input: String? = nil, environment: [String: String] = [:],
    shell: String = ":"
  ) throws {
    self.folder = folder
    name = ".test-\(UInt64.random(in: 0...UInt64.max))"
    try folder.write(input ?? "", to: name + ".in")
    let streams = "\(folder.path)/\(name)"
    // Not pipe(2): its ends would be inherited by whatever another test starts at the same moment.
    guard mkfifo(streams + ".end", 0o600) == 0 else { throw Failure(description: "no pipe") }
    ending = open(streams + ".end", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let command = ["/bin/sh", "-c", #"cd "$0" && \#(shell) && exec "$@""#, folder.path, BuiltProgram.path("spar")]
    process = try Self.spawn(
      command + arguments, Checkout.environment(home: folder.path, environment), streams: streams)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(ending)
  }

  /// Runs the program to its end.
  static func run(
    _ arguments: String..., in folder: ProjectFolder, input: String? = nil, environment: [String: String] = [:],
    shell: String = ":"
  ) throws -> Outcome {
    try SparProcess(arguments, in: folder, input: input, environment: environment, shell: shell).wait()
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end.
  func wait(seconds: Double = 60) throws -> Outcome {
    guard try hasEnded(within: seconds) else {
      throw Failure(description: "spar did not end within \(seconds) s; it wrote\n\(try text("out"))\(try text("err"))")
    }
    return Outcome(code: reap(), output: try text("out"), errors: try text("err"))
  }

  /// Waits until `condition` holds, which is asked again every few milliseconds.
  func wait(for what: String, seconds: Double = 60, until condition: () throws -> Bool) throws {
    for _ in 0..<Int(seconds * 200) {
      if try condition() { return }
      if try hasEnded(within: 0.005) { break }
    }
    guard try condition() else {
      throw Failure(description: "\(what) was not seen; spar wrote\n\(try text("out"))\(try text("err"))")
    }
  }

  /// What has been written to standard output so far.
  var output: String { get throws { try text("out") } }

  private func text(_ stream: String) throws -> String { try folder.text(of: "\(name).\(stream)") }

  private func hasEnded(within seconds: Double) throws -> Bool {
    var entry = pollfd(fd: ending, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, Int32(seconds * 1000)) > 0
  }

  private func reap() -> Int32 {
    if let status { return status }
    var raw: Int32 = 0
    waitpid(process, &raw, 0)
    let code = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + raw & 0x7F
    status = code
    return code
  }

  private static func spawn(
    _ command: [String], _ environment: [String: String], streams: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let written = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, streams + ".in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, streams + ".out", written, 0o644)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, streams + ".err", written, 0o644)
    posix_spawn_file_actions_addopen(&actions, 19, streams + ".end", O_WRONLY, 0)
    defaultSignals(&attributes)
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
    guard status == 0 else {
      throw Failure(description: "spar cannot be started: \(String(cString: strerror(status)))")
    }
    return process
  }

  /// No signal is blocked or ignored that the test's process may have blocked or ignored.
  private static func defaultSignals(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }
}
