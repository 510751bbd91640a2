// Gathers the requests to one model into batches, and knows which of them are at the server already.

internal import LoopKit
internal import SparCore

/// Holds every request until its answer; hands it to a batch that is new, or to the one it went into before a restart.
@Host
final class BatchCollector {
  private let model: String
  private let context: BatchContext
  /// Every request that has no answer yet.
  private var rows: [ContentKey: BatchRow] = [:]
  /// Those among them that are in no batch yet, and how long their lines are.
  private var gathered: [BatchRow] = []
  private var length = 0
  private var arrivals = 0
  private var isGathering = false
  /// Requests whose answer was taken already: asked again, they want another.
  private var isAnswered: Set<ContentKey> = []
  private var followers: [BatchFollower] = []
  /// Requests that wait until it is known whether the server has begun with the file that they are in.
  private var recovering: [String: [BatchRow]] = [:]

  /// Seconds without a further request after which a batch is sent off.
  private static let lull = 1.0
  /// Batches that one request goes into, the first included.
  static let mostSubmissions = 4

  init(_ model: String, _ context: BatchContext) {
    self.model = model
    self.context = context
  }

  var progress: [BatchProgress] { followers.filter(\.isWanted).map(\.progress) }

  // MARK: Gathering

  /// The request of that id: the same for all who ask while it has no answer.
  func row(_ id: ContentKey, _ body: [UInt8]) -> BatchRow {
    if let known = rows[id] { return known }
    let row = BatchRow(id, body)
    rows[id] = row
    gather(row)
    return row
  }

  /// Sends a request off once more, in another batch.
  func gatherAgain(_ row: BatchRow) {
    isAnswered.insert(row.id)
    gather(row)
  }

  private func gather(_ row: BatchRow) {
    let length = BatchFile.length(row.body)
    if gathered.count == context.mostRequests || self.length + length > BatchFile.mostBytes { sendOff() }
    gathered.append(row)
    self.length += length
    arrivals += 1
    guard !isGathering else { return }
    isGathering = true
    Host.task { await self.waitForLull() }
  }

  private func waitForLull() async {
    var seen = 0
    while seen != arrivals {
      seen = arrivals
      try? await context.clock.sleep(Self.lull)
    }
    isGathering = false
    sendOff()
  }

  // MARK: Sending off

  private func sendOff() {
    let ready = gathered.filter { !$0.isAbandoned }
    for row in gathered where row.isAbandoned { rows[row.id] = nil }
    gathered = []
    length = 0
    do {
      let fresh = try joinOpenBatches(ready)
      if !fresh.isEmpty { Host.task { await self.submit(fresh) } }
    } catch { end(ready, .batchLedger(error, model: model)) }
  }

  /// Lets requests wait for the batches they are in.
  ///
  /// - Returns: those that are in none.
  private func joinOpenBatches(_ ready: [BatchRow]) throws -> [BatchRow] {
    var rest = Dictionary(uniqueKeysWithValues: ready.map { ($0.id, $0) })
    for batch in try context.ledger()?.openBatches(at: context.endpoint, model: model) ?? [] {
      let joining = batch.requests.filter { !isAnswered.contains($0) }.compactMap { rest.removeValue(forKey: $0) }
      if joining.isEmpty { continue }
      if batch.isBegun { wait(for: batch, joining) } else { recover(batch, joining) }
    }
    return ready.filter { rest[$0.id] != nil }
  }

  private func submit(_ rows: [BatchRow]) async {
    // The order of the keys is the same after a restart.
    let rows = rows.sorted { $0.id < $1.id }
    for row in rows { row.submissions += 1 }
    do throws(ModelError) {
      let upload = try await submission.upload(rows)
      // Whoever asks again from here on asks for what this batch brings.
      isAnswered.subtract(upload.requests)
      let (batch, remote) = try await submission.begin(upload)
      wait(for: batch, rows, remote)
    } catch { end(rows, error) }
  }

  /// Goes on with a file that may have been begun with: by one at a time, or it would be begun with twice.
  private func recover(_ upload: OpenBatch, _ rows: [BatchRow]) {
    let isFirst = recovering[upload.remoteID] == nil
    recovering[upload.remoteID, default: []] += rows
    if isFirst { Host.task { await self.resume(upload) } }
  }

  private func resume(_ upload: OpenBatch) async {
    let result: Result<(OpenBatch, RemoteBatch)?, ModelError>
    do throws(ModelError) { result = .success(try await submission.resume(upload)) } catch { result = .failure(error) }
    let rows = recovering.removeValue(forKey: upload.remoteID) ?? []
    switch result {
    case .success(let (batch, remote)?): wait(for: batch, rows, remote)
    case .success(nil): for row in rows { gatherAgain(row) }
    case .failure(let error): end(rows, error)
    }
  }

  private var submission: BatchSubmission { BatchSubmission(context: context, model: model) }

  // MARK: Waiting

  private func wait(for batch: OpenBatch, _ rows: [BatchRow], _ remote: RemoteBatch? = nil) {
    if let follower = followers.first(where: { $0.batch.remoteID == batch.remoteID && $0.isPolling }) {
      return follower.add(rows)
    }
    let follower = BatchFollower(batch, rows, remote, context, for: self)
    followers.append(follower)
    Host.task { await follower.follow() }
  }

  /// The follower has nothing more to do; requests that nobody waits for stay at the server.
  func left(_ follower: BatchFollower, _ abandoned: [BatchRow]) {
    for row in abandoned { rows[row.id] = nil }
    followers.removeAll { $0 === follower }
  }

  // MARK: The end of a request

  func end(_ row: BatchRow, _ outcome: Result<ChatReply, ModelError>) {
    rows[row.id] = nil
    // What nobody took stays at the server for whoever asks again.
    guard !row.isAbandoned else { return }
    isAnswered.insert(row.id)
    context.ledger()?.note(answered: row.id)
    row.end(outcome)
  }

  /// Nothing is known of what becomes of them: at the server they may go on.
  func end(_ rows: [BatchRow], _ error: ModelError) {
    for row in rows {
      self.rows[row.id] = nil
      row.end(.failure(error))
    }
  }
}
