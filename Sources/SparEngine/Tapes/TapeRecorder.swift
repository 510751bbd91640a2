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
  /// Tool calls whose result is on the tape, by the call's key and their place.
  private var used: Set<String> = []
  private var failure: DatasetError?

  /// - Throws: where the file cannot be written.
  package init(path: String) throws {
    file = try AtomicFile(path: path)
  }

  func record(_ call: CallRecord, agent: String, _ outcome: TapedOutcome) {
    if case .reply = outcome, !replied.insert(call.key).inserted { return }
    append(TapeLine.bytes(call, agent: agent, outcome))
  }

  func record(_ use: ToolUse, of key: ContentKey) {
    if used.insert("\(key) \(use.position)").inserted { append(TapeLine.bytes(use, of: key)) }
  }

  private func append(_ line: [UInt8]) {
    guard failure == nil else { return }
    do throws(DatasetError) { try file.append(line) } catch { failure = error }
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
