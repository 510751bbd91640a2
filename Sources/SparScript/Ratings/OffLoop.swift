// Arithmetic that takes a while, on a thread of the pool: the loop goes on meanwhile.

internal import LoopKit

enum OffLoop {
  static func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withTaskExecutorPreference(globalConcurrentExecutor) { try await perform(work) }
  }

  @concurrent private static func perform<Value: Sendable>(_ work: @Sendable () throws -> Value) async throws -> Value {
    try work()
  }
}
