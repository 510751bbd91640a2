// A coroutine of the host's, from Swift's side.

internal import CLuaShim
internal import LoopKit

/// A task and what it waits for. Held by the machine while it lives.
@Host
final class LuaTask {
  let id: Int64
  let pointer: UnsafeMutablePointer<spar_task>
  /// The host operation it waits for.
  var operation: Task<Void, any Error>?
  /// The tasks that wait for its end, and in which of their waits.
  var waiters: [(id: Int64, turn: Int)] = []
  /// Whether Swift started it and waits for its end.
  let isHeard: Bool
  private var outcome: Result<[LuaValue], any Error>?
  private var listeners: [@Host (Result<[LuaValue], any Error>) -> Void] = []
  /// Whether it has been told to go on and stands in the queue.
  var isWoken = false
  /// Counts the waits, so that a late answer to an earlier wait is not taken for the present one's.
  private var turn = 0

  init(_ pointer: UnsafeMutablePointer<spar_task>, isHeard: Bool) {
    self.isHeard = isHeard
    id = pointer.pointee.id
    self.pointer = pointer
  }

  var state: spar_task_state { spar_task_state(UInt32(pointer.pointee.state)) }

  /// Calls `listener` with the outcome, at once where the task has ended already: between its start and this call
  /// it may have run.
  func whenEnded(_ listener: @escaping @Host (Result<[LuaValue], any Error>) -> Void) {
    if let outcome { listener(outcome) } else { listeners.append(listener) }
  }

  func conclude(_ outcome: Result<[LuaValue], any Error>) {
    self.outcome = outcome
    let told = listeners
    listeners = []
    for listener in told { listener(outcome) }
  }

  func beginWaiting() -> Int {
    turn += 1
    return turn
  }

  func isWaiting(turn: Int) -> Bool { self.turn == turn && state == SPAR_WAITING }

  /// Sets what the task finds when it is resumed.
  func wake(
    _ wakeup: spar_wakeup, _ values: UnsafeMutablePointer<spar_buffer>?,
    from source: UnsafeMutablePointer<spar_task>? = nil
  ) {
    turn += 1
    isWoken = true
    spar_task_wake(pointer, Int32(wakeup.rawValue), values, source)
  }
}
