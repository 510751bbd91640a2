// Lua calls Swift: the callbacks of the C shim, none of which may let a Lua error pass through.

internal import CLua
internal import CLuaShim
internal import LoopKit

func callHost(
  _ context: UnsafeMutableRawPointer, _ state: OpaquePointer, _ function: Int32,
  _ task: UnsafeMutablePointer<spar_task>?, _ result: UnsafeMutablePointer<spar_buffer>
) -> Int32 {
  // Lua runs on the loop's thread only, so the pointers never leave it.
  nonisolated(unsafe) let (context, state, task, result) = (context, state, task, result)
  return Host.assumeIsolated { machine(context).call(function, on: state, for: task, result: result) }
}

func taskSpawned(_ context: UnsafeMutableRawPointer, _ task: UnsafeMutablePointer<spar_task>) {
  nonisolated(unsafe) let (context, task) = (context, task)
  Host.assumeIsolated { _ = machine(context).adopt(task) }
}

func taskAwaits(
  _ context: UnsafeMutableRawPointer, _ waiter: UnsafeMutablePointer<spar_task>,
  _ target: UnsafeMutablePointer<spar_task>
) {
  nonisolated(unsafe) let (context, waiter, target) = (context, waiter, target)
  Host.assumeIsolated { machine(context).park(waiter.pointee.id, until: target.pointee.id) }
}

func taskCancelled(_ context: UnsafeMutableRawPointer, _ task: UnsafeMutablePointer<spar_task>) {
  nonisolated(unsafe) let (context, task) = (context, task)
  Host.assumeIsolated { machine(context).cancel(task.pointee.id) }
}

func taskLost(_ context: UnsafeMutableRawPointer, _ task: UnsafeMutablePointer<spar_task>) {
  nonisolated(unsafe) let (context, task) = (context, task)
  Host.assumeIsolated { machine(context).reportStray(task.pointee.id) }
}

@Host private func machine(_ context: UnsafeMutableRawPointer) -> LuaMachine {
  Unmanaged<LuaMachine>.fromOpaque(context).takeUnretainedValue()
}

extension LuaMachine {
  /// Runs or starts a host function; the outcome tells the C side what to do after this frame has gone.
  fileprivate func call(
    _ number: Int32, on state: OpaquePointer, for task: UnsafeMutablePointer<spar_task>?,
    result: UnsafeMutablePointer<spar_buffer>
  ) -> Int32 {
    let function = functions[Int(number)]
    do {
      let arguments = try ValueReader(state: state, machine: self).all()
      switch function.body {
      case .immediate(let body):
        write(try body(arguments), to: result)
        return outcome(SPAR_RETURN)
      case .waiting(let body):
        guard let task, let running = tasks[task.pointee.id] else { throw ValueError(message: "no task to wait in") }
        start(body, arguments, for: running, name: function.name)
        return outcome(SPAR_SUSPEND)
      }
    } catch {
      write([Self.luaValue(of: error, in: function.name)], to: result)
      return outcome(SPAR_RAISE)
    }
  }

  private func outcome(_ outcome: spar_outcome) -> Int32 { Int32(outcome.rawValue) }

  /// Starts a waiting operation; whatever becomes of it wakes the task, unless the task has been cancelled first.
  private func start(
    _ body: @escaping @Host @Sendable ([LuaValue]) async throws -> [LuaValue], _ arguments: [LuaValue],
    for task: LuaTask, name: String
  ) {
    operations += 1
    let id = task.id
    let turn = task.beginWaiting()
    task.operation = Host.task { [weak self] in
      let outcome: Result<[LuaValue], any Error>
      do { outcome = .success(try await body(arguments)) } catch { outcome = .failure(error) }
      guard let self else { return }
      self.operations -= 1
      self.finishOperation(of: id, turn: turn, outcome, name: name)
    }
  }

  private func finishOperation(of id: Int64, turn: Int, _ outcome: Result<[LuaValue], any Error>, name: String) {
    guard let task = tasks[id], task.isWaiting(turn: turn) else { return }
    task.operation = nil
    var buffer = spar_buffer()
    switch outcome {
    case .success(let values):
      write(values, to: &buffer)
      task.wake(SPAR_WAKE_VALUES, &buffer)
    case .failure(is CancellationError):
      task.wake(SPAR_WAKE_CANCEL, nil)
    case .failure(let error):
      write([Self.luaValue(of: error, in: name)], to: &buffer)
      task.wake(SPAR_WAKE_ERROR, &buffer)
    }
    resume(task)
  }

  /// The error table that Lua sees.
  static func luaValue(of error: any Error, in function: String) -> LuaValue {
    switch error {
    case let error as any LuaErrorConvertible:
      return .table(LuaTable(fields: error.luaFields, kind: "error"))
    case let error as LuaError where !error.value.isNil:
      return error.value
    case let error as LuaError:
      return fields(code: error.code ?? "script.error", message: error.description)
    case let error as ValueError:
      return fields(code: "script.argument", message: "\(function): \(error.message).")
    default:
      return fields(code: "host.error", message: "\(function): \(error)")
    }
  }

  private static func fields(code: String, message: String) -> LuaValue {
    .table(
      LuaTable(
        fields: [("code", .string(code)), ("message", .string(message)), ("retryable", .bool(false))], kind: "error"))
  }
}
