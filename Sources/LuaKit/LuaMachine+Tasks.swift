// The scheduler: runs tasks, wakes those that waited for another's end, cancels, and tells how each ended.

internal import CLua
internal import CLuaShim
internal import DequeModule
internal import LoopKit

extension LuaMachine {
  /// How many tasks one turn of the loop runs before descriptors and timers have theirs.
  private static let turnLength = 256

  /// Runs a text chunk as a task and waits for its end.
  ///
  /// - Parameters:
  ///   - name: as Lua shows it in messages: `@script.lua` for a file, `=stdin` for other sources.
  ///   - arguments: what the chunk finds in `...`.
  /// - Returns: what the chunk returned.
  package func run(_ source: String, name: String, arguments: [LuaValue] = []) async throws -> [LuaValue] {
    try await finish(try load(source, name: name, arguments: arguments))
  }

  /// Calls a Lua function as a task of its own and waits for its end.
  ///
  /// - Parameter seconds: after which it may not run on, though it never waits; then it ends as if it were cancelled.
  package func call(
    _ function: LuaReference, _ arguments: [LuaValue] = [], seconds: Double? = nil
  ) async throws -> [LuaValue] {
    let task = try start(function, arguments)
    if let seconds { spar_task_limit(task.pointer, min(seconds, 1e9)) }
    return try await finish(task)
  }

  /// Stops every task: each raises at its next instruction, and no `pcall` keeps it from ending.
  package func cancelAll() {
    for task in tasks.values.sorted(by: { $0.id < $1.id }) { cancel(task.id) }
  }

  /// Whether any task has not ended.
  package var isBusy: Bool { !tasks.isEmpty }

  /// How many tasks have not ended.
  package var taskCount: Int { tasks.count }

  /// Waits until every task has ended.
  package func drain() async {
    while let task = tasks.values.first {
      await withCheckedContinuation { continuation in
        task.whenEnded { _ in continuation.resume() }
      }
    }
  }

  // MARK: Starting

  private func load(_ source: String, name: String, arguments: [LuaValue]) throws(LuaError) -> LuaTask {
    freeReleased()
    var (values, message, source) = (spar_buffer(), spar_buffer(), source)
    write(arguments, to: &values)
    // The buffer names functions by their slots, so their holders must outlive it.
    defer { withExtendedLifetime(arguments) { spar_buffer_free(&values) } }
    let pointer = source.withUTF8 {
      spar_task_load(vm, $0.baseAddress ?? emptyText, $0.count, name, &values, &message)
    }
    guard let pointer else { throw LuaError(kind: .syntax, message: message.takeText()) }
    return adopt(pointer, isHeard: true)
  }

  private func start(_ function: LuaReference, _ arguments: [LuaValue]) throws(LuaError) -> LuaTask {
    freeReleased()
    var (values, message) = (spar_buffer(), spar_buffer())
    write(arguments, to: &values)
    // The buffer names functions by their slots, so their holders must outlive it.
    defer { withExtendedLifetime(arguments) { spar_buffer_free(&values) } }
    guard let pointer = spar_task_call(vm, function.slot, &values, &message) else {
      throw LuaError(kind: .memory, message: message.takeText())
    }
    return adopt(pointer, isHeard: true)
  }

  /// - Parameter isHeard: whether Swift waits for its end.
  @discardableResult
  func adopt(_ pointer: UnsafeMutablePointer<spar_task>, isHeard: Bool = false) -> LuaTask {
    let task = LuaTask(pointer, isHeard: isHeard)
    tasks[task.id] = task
    ready.append(task)
    scheduleDrain()
    return task
  }

  private func finish(_ task: LuaTask) async throws -> [LuaValue] {
    let id = task.id
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        task.whenEnded { continuation.resume(with: $0) }
      }
    } onCancel: {
      Host.task { self.cancel(id) }
    }
  }

  // MARK: Running

  private func scheduleDrain() {
    guard !isDrainScheduled else { return }
    isDrainScheduled = true
    Host.task {
      self.isDrainScheduled = false
      self.runReady()
    }
  }

  private func runReady() {
    var count = 0
    while count < Self.turnLength, let task = ready.popFirst() {
      resume(task)
      count += 1
    }
    if !ready.isEmpty { scheduleDrain() }
  }

  func resume(_ task: LuaTask) {
    task.isWoken = false
    let state = spar_task_state(UInt32(spar_task_resume(task.pointer)))
    if state == SPAR_DONE || state == SPAR_FAILED { end(task) }
    breakDeadlock()
  }

  private func end(_ task: LuaTask) {
    tasks[task.id] = nil
    for (id, turn) in task.waiters {
      guard let waiter = tasks[id], waiter.isWaiting(turn: turn) else { continue }
      waiter.wake(SPAR_WAKE_TASK, nil, from: task.pointer)
      ready.append(waiter)
      task.pointer.pointee.awaited = true
    }
    if !task.waiters.isEmpty { scheduleDrain() }
    if task.isHeard {
      task.conclude(result(of: task))
    } else {
      if task.state == SPAR_FAILED { unheard[task.id] = task }
      task.conclude(.success([]))
    }
    spar_task_release(task.pointer)
    if tasks.isEmpty { settle() }
  }

  private func settle() {
    spar_vm_clear_interrupt(vm)
    guard !unheard.isEmpty else { return }
    // Nothing anchors these tasks any more: the collector must not free one while it is read.
    let wasRunning = spar_vm_stop_collector(vm)
    for id in unheard.keys.sorted() { reportStray(id) }
    if wasRunning { spar_vm_restart_collector(vm) }
  }

  /// A failure that no await will see must still be heard of; a cancelled task was meant to end.
  func reportStray(_ id: Int64) {
    guard let task = unheard.removeValue(forKey: id) else { return }
    guard !task.pointer.pointee.awaited, !task.pointer.pointee.cancelled else { return }
    onStrayFailure?(error(of: task))
  }

  // MARK: Waiting

  func park(_ waiter: Int64, until target: Int64) {
    guard let waiter = tasks[waiter] else { return }
    tasks[target]?.waiters.append((waiter.id, waiter.beginWaiting()))
  }

  /// Tasks that wait only for each other would wait for ever: they are cancelled.
  private func breakDeadlock() {
    guard operations == 0, ready.isEmpty, !tasks.isEmpty, vmIsIdle else { return }
    var buffer = spar_buffer()
    write([Self.deadlock], to: &buffer)
    guard let task = tasks.values.filter({ $0.state == SPAR_WAITING }).min(by: { $0.id < $1.id }) else {
      return spar_buffer_free(&buffer)
    }
    task.wake(SPAR_WAKE_ERROR, &buffer)
    ready.append(task)
    scheduleDrain()
  }

  private var vmIsIdle: Bool { tasks.values.allSatisfy { $0.state == SPAR_WAITING } }

  private static let deadlock = LuaValue.table(
    LuaTable(
      fields: [
        ("code", "script.deadlock"), ("message", "every task waits for another one: this await can never end."),
        ("retryable", false),
      ], kind: "error"))

  // MARK: Cancelling

  func cancel(_ id: Int64) {
    guard let task = tasks[id] else { return }
    spar_task_cancel(task.pointer)
    task.operation?.cancel()
    task.operation = nil
    guard task.state == SPAR_WAITING else { return }
    if !task.isWoken { ready.append(task) }
    task.wake(SPAR_WAKE_CANCEL, nil)
    scheduleDrain()
  }

  // MARK: Ending

  private func result(of task: LuaTask) -> Result<[LuaValue], any Error> {
    guard task.state == SPAR_DONE else { return .failure(error(of: task)) }
    do {
      return .success(try ValueReader(state: task.pointer.pointee.thread, machine: self).all())
    } catch {
      return .failure(LuaError(kind: .runtime, message: error.message))
    }
  }

  private func error(of task: LuaTask) -> LuaError {
    let thread = task.pointer.pointee.thread
    var text = spar_buffer()
    let traceback = spar_traceback(vm, thread, &text) ? text.takeText() : nil
    if task.pointer.pointee.cancelled || spar_vm_is_interrupted(vm) {
      return LuaError(kind: .cancelled, code: "script.interrupted", message: "interrupted", traceback: traceback)
    }
    return error(onTopOf: thread, traceback: traceback)
  }

  private func error(onTopOf thread: OpaquePointer, traceback: String?) -> LuaError {
    let value = (try? ValueReader(state: thread, machine: self).value(at: lua_gettop(thread))) ?? .nil
    guard case .table(let table) = value, let message = table["message"]?.string else {
      var text = spar_buffer()
      let message = spar_describe(thread, -1, &text) ? text.takeText() : "not enough memory"
      let kind: LuaError.Kind = message == "not enough memory" ? .memory : .runtime
      return LuaError(kind: kind, message: message, traceback: traceback, value: value)
    }
    return LuaError(
      kind: .host, code: table["code"]?.string, message: message, hint: table["hint"]?.string,
      isRetryable: table["retryable"]?.bool ?? false, place: table["where"]?.string, traceback: traceback, value: value)
  }
}
