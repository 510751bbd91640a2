// A model that is asked in batches at a scripted server, and a ledger that remembers like a store.

import LoopKit
import SparCore
import SparModels
import SparTesting

@Host
final class BatchedModel {
  let clock = VirtualClock()
  let registry: ModelRegistry
  let ledger: MemoryLedger

  /// - Parameters:
  ///   - ledger: of an earlier process, for one that begins again.
  ///   - settings: further lines of its table in spar.toml.
  init(at server: StubBatchServer, _ ledger: MemoryLedger = MemoryLedger(), _ settings: String = "") throws {
    let text =
      "[models.m]\nmodel = \"qwen\"\nbase_url = \"\(server.url)\"\nkey_env = \"KEY\"\nmode = \"batch\"\n\(settings)"
    registry = ModelRegistry(
      configuration: try ModelConfiguration(parsing: text), environment: ["KEY": "sk-very-secret"], clock: clock.clock)
    registry.batchLedger = ledger
    self.ledger = ledger
  }

  /// Asks for a reply to each text at once.
  func replies(to texts: [String]) async throws -> [Result<ChatReply, ModelError>] {
    let calls = try texts.map { try ask($0) }
    var results: [Result<ChatReply, ModelError>] = []
    for call in calls {
      do { results.append(.success(try await call.value)) } catch let error as ModelError {
        results.append(.failure(error))
      }
    }
    return results
  }

  func ask(_ text: String, ordinal: Int = 0) throws -> Task<ChatReply, any Error> {
    let model = try registry.model("m")
    var request = ChatRequest.plain(text)
    request.ordinal = ordinal
    let asked = request
    return Host.task { try await model.reply(to: asked).reply }
  }
}

@Host
final class MemoryLedger: BatchLedger {
  private(set) var batches: [OpenBatch] = []
  private(set) var answered: Set<ContentKey> = []
  /// Without it the ledger stays as it was when the file was uploaded.
  var remembersBeginnings = true

  nonisolated init() {}

  func openBatches(at endpoint: ContentKey, model: String) throws -> [OpenBatch] {
    batches.filter { $0.endpoint == endpoint && $0.model == model }
  }

  func note(sent batch: OpenBatch) async throws {
    guard remembersBeginnings || !batch.isBegun else { return }
    for index in batches.indices { batches[index].requests.removeAll(where: batch.requests.contains) }
    batches.removeAll(where: \.requests.isEmpty)
    batches.append(batch)
  }

  func note(answered request: ContentKey) { answered.insert(request) }

  func note(failed batch: OpenBatch, status: String) async throws {
    batches.removeAll { $0.remoteID == batch.remoteID }
  }
}

extension JSON {
  /// What a plain request asks.
  var question: String { self["messages"]?[0]?["content"]?.string ?? "" }
}

extension Result where Success == ChatReply, Failure == ModelError {
  /// The text of a reply, or the code of an error.
  var word: String {
    switch self {
    case .success(let reply): reply.text
    case .failure(let error): error.code
    }
  }

  var error: ModelError? {
    if case .failure(let error) = self { error } else { nil }
  }
}
