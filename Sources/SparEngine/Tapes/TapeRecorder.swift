// Writes a tape: every call that a run asked for, whether it was made or came from the store.

package import LoopKit
internal import SparCore
internal import SparDatasets
internal import SparModels
internal import SparStore

/// The tape that a run is recorded on. The file appears when the run ends, whole.
@Host
package final class TapeRecorder {
  private let file: AtomicFile
  /// Keys whose reply is on the tape: a reply is the same ever after, a failure need not be.
  private var replied: Set<ContentKey> = []
  private var failure: DatasetError?

  /// - Throws: where the file cannot be written.
  package init(path: String) throws {
    file = try AtomicFile(path: path)
  }

  func record(_ call: CallRecord, agent: String, _ outcome: TapedOutcome) {
    if case .reply = outcome, !replied.insert(call.key).inserted { return }
    guard failure == nil else { return }
    do throws(DatasetError) { try file.append(TapeLine.bytes(call, agent: agent, outcome)) } catch { failure = error }
  }

  /// Puts the tape in its place.
  ///
  /// - Throws: what kept it from being written, now or earlier.
  package func finish() throws {
    if let failure { throw failure }
    try file.finish()
    try file.commit()
  }
}
