// What is going on, counted for whoever shows it.

package import LoopKit
internal import SparCore
internal import SparStore

/// Counts work and calls; a surface draws them.
@Host
package final class Progress {
  /// A list that is being worked on.
  package struct Work: Sendable, Equatable {
    package let label: String
    package var done: Int
    package var total: Int
    /// Bytes read of the bytes that there are, where work is the reading of files; else 0.
    package var bytes = 0
    package var totalBytes = 0
    /// Monotonic nanoseconds.
    package let started: UInt64

    package init(label: String, done: Int, total: Int, started: UInt64) {
      self.label = label
      self.done = done
      self.total = total
      self.started = started
    }
  }

  /// Nested work: the last one is the one to show.
  package private(set) var work: [Work] = []
  /// Calls that were made, replies that came from the store, and calls that failed or could not be used.
  package private(set) var calls = 0
  package private(set) var stored = 0
  package private(set) var failures = 0
  package private(set) var tokens = 0
  package private(set) var costMicroUSD: Int64 = 0
  /// Whether some calls have no known price.
  package private(set) var hasUnknownCost = false
  package private(set) var isSimulated = false
  /// Whether some tokens are an estimate of ours.
  package private(set) var hasEstimates = false
  /// What the run may spend.
  package internal(set) var budget: Budget?
  /// Whether calls are counted: those of a plan are not made.
  var isCounting = true
  /// Told of every change.
  package var onChange: (@Host (Progress) -> Void)?

  nonisolated package init() {}

  package func begin(_ label: String, of total: Int) {
    work.append(Work(label: label, done: 0, total: total, started: HostLoop.monotonic()))
    onChange?(self)
  }

  package func step(_ label: String, by count: Int = 1) {
    guard let index = work.lastIndex(where: { $0.label == label }) else { return }
    work[index].done += count
    onChange?(self)
  }

  /// How far the reading of files has come: how many things were made of how many bytes.
  func read(_ label: String, count: Int, bytes: Int, of totalBytes: Int) {
    guard let index = work.lastIndex(where: { $0.label == label }) else { return }
    work[index].done = count
    work[index].bytes = bytes
    work[index].totalBytes = totalBytes
    onChange?(self)
  }

  package func end(_ label: String) {
    guard let index = work.lastIndex(where: { $0.label == label }) else { return }
    work.remove(at: index)
    onChange?(self)
  }

  func countCall(_ call: CallRecord) {
    guard isCounting else { return }
    calls += 1
    tokens += (call.usage?.input ?? 0) + (call.usage?.output ?? 0)
    costMicroUSD += call.costMicroUSD ?? 0
    if call.costMicroUSD == nil { hasUnknownCost = true }
    if call.isSimulated { isSimulated = true }
    if call.usage?.isEstimate == true { hasEstimates = true }
    onChange?(self)
  }

  func countStored() {
    guard isCounting else { return }
    stored += 1
    onChange?(self)
  }

  func countFailure() {
    guard isCounting else { return }
    failures += 1
    onChange?(self)
  }
}
