// A Lua value that Swift holds on to: a function to call later.

internal import CLuaShim
internal import Synchronization

/// Keeps a Lua value alive until the last Swift holder lets go.
///
/// It may be let go on any thread; the registry slot is freed on the loop's, the next time the machine is entered.
package final class LuaReference: Sendable {
  let slot: Int32
  private let released: ReleasedSlots

  init(slot: Int32, released: ReleasedSlots) {
    self.slot = slot
    self.released = released
  }

  deinit { released.add(slot) }
}

/// The registry slots that nobody holds any more.
final class ReleasedSlots: Sendable {
  private let slots = Mutex<[Int32]>([])

  func add(_ slot: Int32) { slots.withLock { $0.append(slot) } }

  func take() -> [Int32] {
    slots.withLock { slots in
      defer { slots.removeAll() }
      return slots
    }
  }
}
