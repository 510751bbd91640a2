// One request of a batch and those who wait for its reply.

internal import LoopKit
internal import SparCore

@Host
final class BatchRow {
  /// Its `custom_id`.
  let id: ContentKey
  let body: [UInt8]
  /// How many batches it has gone into.
  var submissions = 0
  private var seats: Set<Int> = []
  private var lastSeat = 0
  private var waiting: [Int: UnsafeContinuation<Result<ChatReply, ModelError>, Never>] = [:]
  private var outcome: Result<ChatReply, ModelError>?

  init(_ id: ContentKey, _ body: [UInt8]) {
    self.id = id
    self.body = body
  }

  /// Whether everybody who waited has given up.
  var isAbandoned: Bool { seats.isEmpty }

  /// Takes a seat among those who wait; `reply(at:)` must follow.
  func join() -> Int {
    lastSeat += 1
    seats.insert(lastSeat)
    return lastSeat
  }

  /// - Throws: `cancelled` as soon as the task that waits is cancelled.
  func reply(at seat: Int, orElse cancelled: ModelError) async throws(ModelError) -> ChatReply {
    let result = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        if let outcome { return continuation.resume(returning: outcome) }
        waiting[seat] = continuation
        if Task.isCancelled { leave(seat, cancelled) }
      }
    } onCancel: {
      Host.task { self.leave(seat, cancelled) }
    }
    return try result.get()
  }

  func end(_ outcome: Result<ChatReply, ModelError>) {
    self.outcome = outcome
    let ending = waiting.sorted { $0.key < $1.key }
    waiting = [:]
    for (_, continuation) in ending { continuation.resume(returning: outcome) }
  }

  /// Too early, where the seat's task has been cancelled and does not wait yet; it leaves when it begins to.
  private func leave(_ seat: Int, _ error: ModelError) {
    guard let continuation = waiting.removeValue(forKey: seat) else { return }
    seats.remove(seat)
    continuation.resume(returning: .failure(error))
  }
}
