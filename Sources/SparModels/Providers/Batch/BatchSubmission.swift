// Has a server begin with a batch, once: whether it has begun already is looked up where that is not known.

internal import LoopKit
internal import SparCore

@Host
struct BatchSubmission {
  let context: BatchContext
  let model: String

  /// Seconds before each look for a batch whose beginning has brought no answer: the server's list may be late.
  private static let looks = [1.0, 2, 4, 8, 16]

  /// Sends the requests to the server, in the order of their keys, which is the same after a restart.
  ///
  /// - Returns: a batch that is not begun, and known to the next run.
  func upload(_ rows: [BatchRow]) async throws(ModelError) -> OpenBatch {
    let content = rows.flatMap { BatchFile.line($0.id, $0.body) }
    let file = try await context.patiently(model) { () async throws(ModelError) in
      try await context.server.upload(content, for: model)
    }
    let upload = OpenBatch(
      endpoint: context.endpoint, model: model, remoteID: file, isBegun: false, requests: rows.map(\.id))
    try await context.note(sent: upload)
    return upload
  }

  /// Has the server begin with what was uploaded.
  ///
  /// - Throws: where it refuses, and the upload is forgotten; where it may have begun and its list does not say so, and
  ///   the next run looks again.
  func begin(_ upload: OpenBatch) async throws(ModelError) -> (OpenBatch, RemoteBatch) {
    let remote: RemoteBatch
    do throws(ModelError) { remote = try await create(from: upload) } catch {
      remote = try await found(upload, after: error)
    }
    return try await note(remote, of: upload)
  }

  private func found(_ upload: OpenBatch, after error: ModelError) async throws(ModelError) -> RemoteBatch {
    if error.mayHaveBegun, let found = try await lookRepeatedly(for: upload) { return found }
    if error.isFinalRefusal { try await context.note(failed: upload, status: error.code) }
    throw error
  }

  /// Goes on with what an earlier run uploaded: the batch that it began, or a new one from the same file.
  ///
  /// - Returns: `nil` where the server refuses the file, which it may have removed; the upload is forgotten then.
  func resume(_ upload: OpenBatch) async throws(ModelError) -> (OpenBatch, RemoteBatch)? {
    if let begun = try await look(for: upload) { return try await note(begun, of: upload) }
    do throws(ModelError) { return try await begin(upload) } catch {
      if error.isAboutRequest { return nil }
      throw error
    }
  }

  private func create(from upload: OpenBatch) async throws(ModelError) -> RemoteBatch {
    try await context.patiently(model, mayRepeat: { !$0.mayHaveBegun }) { () async throws(ModelError) in
      try await context.server.create(from: upload.remoteID, for: model)
    }
  }

  private func note(_ remote: RemoteBatch, of upload: OpenBatch) async throws(ModelError) -> (OpenBatch, RemoteBatch) {
    var batch = upload
    (batch.remoteID, batch.isBegun) = (remote.id, true)
    try await context.note(sent: batch)
    return (batch, remote)
  }

  private func lookRepeatedly(for upload: OpenBatch) async throws(ModelError) -> RemoteBatch? {
    for delay in Self.looks {
      try await context.pause(delay, model)
      // The reason why there was no answer may hold for this request too.
      if let found = try? await look(for: upload) { return found }
    }
    return nil
  }

  /// - Returns: `nil` also from a server that keeps no list.
  private func look(for upload: OpenBatch) async throws(ModelError) -> RemoteBatch? {
    do throws(ModelError) {
      return try await context.patiently(model) { () async throws(ModelError) in
        try await context.server.batch(of: upload.remoteID, for: model)
      }
    } catch {
      if error.isAboutRequest { return nil }
      throw error
    }
  }
}

extension ModelError {
  /// Whether the server may have done what it was asked for all the same.
  fileprivate var mayHaveBegun: Bool {
    code != Self.unreachableCode && !isRejection && (isRetryable || code == Self.badReplyCode)
  }

  fileprivate var isFinalRefusal: Bool { !mayHaveBegun && !isRetryable }

  /// Whether the server refuses what it was asked for, whoever asks.
  fileprivate var isAboutRequest: Bool { code == Self.notFoundCode || code == Self.badRequestCode }
}
