// One program inside the walls, from its start to its end: what it prints, and who stops it.

internal import CSandboxShim
internal import LoopKit

@Host
final class ConfinedRun {
  private let limits: SandboxLimits
  private let start = HostLoop.monotonic()
  private var child: ChildProcess?
  private var output: Capture?
  private var errors: Capture?
  private var status: Capture?
  private var timers: [HostLoop.TimerID] = []
  private var stoppedBy: SandboxResult.Limit?
  private var isCancelled = false
  private var continuation: CheckedContinuation<SandboxResult, any Error>?

  /// How often memory is looked at, in seconds.
  nonisolated private static var glance: Double { 0.1 }
  /// How long an ended program's pipes may stay open: all that could write to them has been killed with it.
  nonisolated private static var patience: Double { 2 }

  private init(_ limits: SandboxLimits) { self.limits = limits }

  /// Runs a command and waits for its end, or until the task is cancelled.
  ///
  /// - Parameter contents: of the confinement's files.
  /// - Throws: `SandboxError` where the sandbox could not be built; `CancellationError`.
  static func result(
    of command: [String], in confinement: Confinement, input: [UInt8] = [], contents: [[UInt8]] = []
  ) async throws -> SandboxResult {
    let run = ConfinedRun(confinement.limits)
    try run.begin(confinement.arguments(for: command), input, contents)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        run.continuation = continuation
        if Task.isCancelled { run.cancel() }
        run.finishIfDone()
      }
    } onCancel: {
      Host.task { run.cancel() }
    }
  }

  private func begin(_ arguments: [String], _ input: [UInt8], _ contents: [[UInt8]]) throws(SandboxError) {
    let (output, errors, status) = (try Descriptor.pipe(), try Descriptor.pipe(), try Descriptor.pipe())
    var descriptors = [input.isEmpty ? try Descriptor.nothing() : try Descriptor.holding(input)]
    descriptors += [output.writing, errors.writing, status.writing, try Descriptor.filter()]
    for content in contents { descriptors.append(try Descriptor.holding(content)) }
    child = try ChildProcess(arguments, descriptors: descriptors) { [weak self] in self?.hasEnded() }
    self.output = capture(output.reading, limits.output)
    self.errors = capture(errors.reading, limits.output)
    self.status = capture(status.reading, 4096)
    timers.append(HostLoop.shared.after(limits.seconds) { [weak self] in self?.stop(for: .time) })
    watchMemory()
  }

  private func capture(_ descriptor: Descriptor, _ limit: Int) -> Capture {
    Capture(descriptor, limit: limit) { [weak self] in self?.takeNote() }
  }

  // MARK: While it runs

  private func takeNote() {
    let count = (output?.count ?? 0) + (errors?.count ?? 0)
    if count > limits.flood { stop(for: .output) }
    finishIfDone()
  }

  private func watchMemory() {
    timers.append(
      HostLoop.shared.after(Self.glance) { [weak self] in
        guard let self, let child, child.status == nil else { return }
        if spar_memory_below(child.pid) > UInt64(limits.memory) { stop(for: .memory) }
        watchMemory()
      })
    if timers.count > 2 { timers.remove(at: 1) }
  }

  private func stop(for limit: SandboxResult.Limit) {
    guard let child, child.status == nil else { return }
    if stoppedBy == nil { stoppedBy = limit }
    child.stop()
  }

  private func cancel() {
    isCancelled = true
    child?.stop()
  }

  // MARK: Its end

  private func hasEnded() {
    for timer in timers { HostLoop.shared.cancel(timer) }
    timers = [HostLoop.shared.after(Self.patience) { [weak self] in self?.closePipes() }]
    finishIfDone()
  }

  private func closePipes() {
    for pipe in [output, errors, status] { pipe?.stop() }
    finishIfDone()
  }

  private func finishIfDone() {
    guard let child, child.status != nil, let output, let errors, let status, let continuation else { return }
    guard output.hasEnded, errors.hasEnded, status.hasEnded else { return }
    self.continuation = nil
    for timer in timers { HostLoop.shared.cancel(timer) }
    continuation.resume(with: outcome(output, errors, String(decoding: status.bytes, as: UTF8.self)))
  }

  private func outcome(_ output: Capture, _ errors: Capture, _ status: String) -> Result<SandboxResult, any Error> {
    if isCancelled { return .failure(CancellationError()) }
    guard let end = stoppedBy.map(SandboxResult.End.stopped) ?? Self.end(in: status) else {
      return .failure(Self.failure(String(decoding: errors.bytes, as: UTF8.self)))
    }
    return .success(
      SandboxResult(
        output: output.bytes, errors: errors.bytes, isTruncated: output.isCut || errors.isCut, end: end,
        seconds: Double(HostLoop.monotonic() - start) / 1e9))
  }

  /// What bubblewrap reports of the program's end; `nil` where it was never started.
  nonisolated static func end(in status: String) -> SandboxResult.End? {
    guard let place = status.firstRange(of: "\"exit-code\":") else { return nil }
    let digits = status[place.upperBound...].drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
    guard let code = Int32(digits) else { return nil }
    // As shells do it: 128 and the signal's number.
    return (129...192).contains(code) ? .signal(code - 128) : .exit(code)
  }

  nonisolated private static func failure(_ words: String) -> SandboxError {
    let line = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? "it ended without a word"
    return SandboxError(
      .refused, "The sandbox cannot be built on this machine: \(line)",
      hint: "bubblewrap 0.8 or later must be allowed to make user namespaces: sysctl user.max_user_namespaces and, on "
        + "Debian, kernel.unprivileged_userns_clone; a container may need other rights.")
  }
}
