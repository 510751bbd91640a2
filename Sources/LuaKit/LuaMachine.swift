// One Lua virtual machine with its host functions. Calls cross in LuaMachine+Calls.swift, tasks run in
// LuaMachine+Tasks.swift.

internal import CLua
internal import CLuaShim
internal import DequeModule
package import LoopKit

/// A Lua 5.4 virtual machine, owned by the loop's thread.
///
/// Only text chunks load; memory is capped; host functions that wait suspend their coroutine.
@Host
package final class LuaMachine {
  let vm: OpaquePointer
  var functions: [HostFunction] = []
  /// The kinds of records by the address of their metatable, and its registry slot by kind.
  private(set) var kinds: [UnsafeRawPointer: String] = [:]
  private var metatables: [String: Int32] = [:]
  private let released = ReleasedSlots()

  /// Live tasks by id.
  var tasks: [Int64: LuaTask] = [:]
  var ready: Deque<LuaTask> = []
  /// Failed tasks that nobody has awaited so far.
  var unheard: [Int64: LuaTask] = [:]
  var isDrainScheduled = false
  /// Host operations under way: where there is none and no task is ready, nothing can wake a waiting task.
  var operations = 0

  /// Told of the failure of a task that nobody awaited, once nobody can any more or every task has ended.
  package var onStrayFailure: (@Host (LuaError) -> Void)?

  /// - Parameter memoryLimit: bytes that Lua may hold; 0 for no limit.
  /// - Throws: `LuaError` of kind `memory` where the limit is too small to start.
  package init(memoryLimit: Int = 0) throws(LuaError) {
    let callbacks = spar_callbacks(
      call: callHost, spawned: taskSpawned, awaiting: taskAwaits, cancel: taskCancelled, lost: taskLost)
    guard let vm = spar_vm_new(memoryLimit, callbacks) else {
      throw LuaError(kind: .memory, message: "not enough memory to start Lua")
    }
    self.vm = vm
    spar_vm_set_context(vm, Unmanaged.passUnretained(self).toOpaque())
    Interrupt.setHook { spar_interrupt_running() }
  }

  isolated deinit {
    for task in tasks.values { task.operation?.cancel() }
    spar_vm_close(vm)
  }

  /// Bytes that Lua holds now.
  package var memory: Int { spar_vm_memory(vm) }

  package func collectGarbage() {
    freeReleased()
    spar_vm_collect(vm)
  }

  /// Makes host functions callable; a name may be dotted (`seeds.load`).
  package func publish(_ functions: [HostFunction]) throws(LuaError) {
    for function in functions {
      let number = Int32(self.functions.count)
      var waits = false
      if case .waiting = function.body { waits = true }
      self.functions.append(function)
      guard spar_vm_publish(vm, function.name, number, waits) else { throw Self.outOfMemory }
    }
  }

  /// Lets go of the host functions, which may hold whoever owns the machine; whoever still calls one is cancelled.
  package func withdraw() {
    functions = functions.map { HostFunction($0.name) { _ in throw CancellationError() } }
  }

  /// The metatable of a kind of record, made on first use; a Lua prelude gives it its metamethods.
  package func metatable(of kind: String) throws(LuaError) -> LuaReference {
    LuaReference(slot: try metatableSlot(kind), released: ReleasedSlots())
  }

  func metatableSlot(_ kind: String) throws(LuaError) -> Int32 {
    if let slot = metatables[kind] { return slot }
    let slot = spar_vm_metatable(vm, kind)
    guard slot != 0, let address = spar_vm_pointer(vm, slot) else { throw Self.outOfMemory }
    metatables[kind] = slot
    kinds[address] = kind
    return slot
  }

  /// Whether a chunk compiles: `nil`, or why it does not (`incomplete` where more lines are expected).
  package func syntaxError(in source: String, name: String) -> LuaError? {
    var message = spar_buffer()
    var source = source
    let status = source.withUTF8 { spar_vm_check(vm, $0.baseAddress ?? emptyText, $0.count, name, &message) }
    let text = message.takeText()
    return status == 0 ? nil : LuaError(kind: status == 2 ? .incomplete : .syntax, message: text)
  }

  /// The compiled code of a Lua function, the same for the same source; empty for a function that is not Lua's.
  package func code(of function: LuaReference) -> [UInt8] {
    var buffer = spar_buffer()
    defer { spar_buffer_free(&buffer) }
    guard spar_function_code(vm, function.slot, &buffer) else { return [] }
    return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
  }

  func reference(slot: Int32) -> LuaReference { LuaReference(slot: slot, released: released) }

  func freeReleased() {
    guard !spar_vm_is_pushing(vm) else { return }
    for slot in released.take() { spar_unreference(vm, slot) }
  }

  func write(_ values: [LuaValue], to buffer: UnsafeMutablePointer<spar_buffer>) {
    let writer = ValueWriter(buffer: buffer) { kind in (try? self.metatableSlot(kind)) ?? 0 }
    for value in values { writer.write(value) }
  }

  static let outOfMemory = LuaError(kind: .memory, message: "not enough memory")
}

/// What an empty Swift string points at, whose own base address may be missing.
nonisolated(unsafe) let emptyText: UnsafePointer<UInt8> = {
  let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
  byte.initialize(to: 0)
  return UnsafePointer(byte)
}()
