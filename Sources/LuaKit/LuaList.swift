// A Lua list of results that come one after the other, in any order.

internal import CLuaShim
package import LoopKit

/// Turns results into Lua values as they come, so that Swift need not keep them until the last is there.
///
/// The list has as many places as there are items of work; each may get several values, or none.
@Host
package final class LuaList {
  private let machine: LuaMachine
  /// The values in the order in which they came.
  private let arrived: LuaReference
  private var count: UInt32 = 0
  /// Where the values of each place stand among those that came.
  private var runs: [Range<UInt32>]

  /// - Throws: `LuaError` of kind `memory`, as the other functions do.
  package init(places: Int, in machine: LuaMachine) throws(LuaError) {
    machine.freeReleased()
    let slot = spar_list_new(machine.vm, places)
    guard slot != 0 else { throw LuaMachine.outOfMemory }
    self.machine = machine
    arrived = machine.reference(slot: slot)
    runs = Array(repeating: 0..<0, count: places)
  }

  /// Puts the values at a place, which must not have any.
  package func put(_ values: [LuaValue], at place: Int) throws(LuaError) {
    guard !values.isEmpty else { return }
    var buffer = spar_buffer()
    machine.write(values, to: &buffer)
    // The buffer names functions by their slots, so their holders must outlive it.
    defer { withExtendedLifetime(values) { spar_buffer_free(&buffer) } }
    guard spar_list_add(machine.vm, arrived.slot, Int(count), &buffer) else { throw LuaMachine.outOfMemory }
    runs[place] = count..<count + UInt32(values.count)
    count += UInt32(values.count)
  }

  /// The list in the order of the places, without holes.
  package func inOrder(fields: [(String, LuaValue)] = []) throws(LuaError) -> LuaValue {
    var buffer = spar_buffer()
    machine.write(fields.flatMap { [.string($0.0), $0.1] }, to: &buffer)
    defer { withExtendedLifetime(fields) { spar_buffer_free(&buffer) } }
    let slot = spar_list_arrange(
      machine.vm, arrived.slot, runs.flatMap(Array.init), Int(count), try machine.metatableSlot("list"), &buffer)
    guard slot != 0 else { throw LuaMachine.outOfMemory }
    return .reference(machine.reference(slot: slot))
  }
}
