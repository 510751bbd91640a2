// Several replies to one conversation: those that are missing are asked for in one request, where a server can.

internal import LoopKit
internal import SparCore
internal import SparModels
internal import SparPrompts

/// The samples of one conversation. Each is a call of its own, whose reply comes from the request they share.
@Host
final class ChatSamples {
  private let chat: Chat
  private let count: Int
  private var batch: SampleBatch?
  /// By the sample's offset: its place among those that are asked for together.
  private var places: [Int: Int]?

  nonisolated init(_ chat: Chat, count: Int) {
    self.chat = chat
    self.count = count
  }

  /// Where the reply of a sample comes from; `nil` where it is stored or must be asked for by itself.
  func source(at offset: Int, in engine: Engine) throws -> (any ReplySource)? {
    if places == nil { try prepare(engine) }
    guard let batch, let place = places?[offset] else { return nil }
    return BatchedReply(batch, place: place)
  }

  private func prepare(_ engine: Engine) throws {
    let model = try engine.model(for: "target", given: chat.model)
    let agent = Agent.chat(schema: chat.schema)
    var missing: [Int] = []
    for offset in 0..<count where !(try engine.isKnown(request(at: offset, model), by: agent, to: model)) {
      missing.append(offset)
    }
    places = Dictionary(uniqueKeysWithValues: missing.enumerated().map { ($0.element, $0.offset) })
    guard missing.count > 1 else { return }
    var request = request(at: missing[0], model)
    request.count = missing.count
    batch = SampleBatch(request)
  }

  private func request(at offset: Int, _ model: Model) -> ChatRequest {
    var request = chat.request(to: model)
    request.ordinal += offset
    return request
  }
}

/// One request for several replies, sent when the first of them is wanted.
@Host
private final class SampleBatch {
  private let request: ChatRequest
  private var task: Task<Result<[ModelReply], ModelError>, any Error>?
  private var gone = 0

  init(_ request: ChatRequest) { self.request = request }

  /// How many replies it asks for, as long as it has not been sent.
  var share: Int { task == nil ? request.count : 0 }

  func replies(of model: Model) async -> Result<[ModelReply], ModelError> {
    let task = self.task ?? start(model)
    return await withTaskCancellationHandler {
      (try? await task.value) ?? .failure(.cancelled(model: model.name))
    } onCancel: {
      Host.task { self.leave() }
    }
  }

  private func start(_ model: Model) -> Task<Result<[ModelReply], ModelError>, any Error> {
    let request = request
    let task = Host.task { () -> Result<[ModelReply], ModelError> in
      do { return .success(try await model.reply(to: request).split(request)) } catch let error as ModelError {
        return .failure(error)
      }
    }
    self.task = task
    return task
  }

  /// The request goes on for the others, and is cancelled with the last of them.
  private func leave() {
    gone += 1
    if gone >= request.count { task?.cancel() }
  }
}

/// One of the replies of a batch; where the server sent fewer, asked for by itself.
@Host
private final class BatchedReply: ReplySource {
  private let batch: SampleBatch
  private let place: Int

  init(_ batch: SampleBatch, place: Int) {
    self.batch = batch
    self.place = place
  }

  var partial: ChatReply? { nil }
  var share: Int { batch.share }

  func reply(to request: ChatRequest, from model: Model) async throws(ModelError) -> ModelReply {
    let replies = try await batch.replies(of: model).get()
    return place < replies.count ? replies[place] : try await model.reply(to: request)
  }
}

extension ModelReply {
  /// A reply for each sample. The prompt's tokens stand with the first, those of the replies are shared out by length:
  /// sums over calls stay what the server counted.
  fileprivate func split(_ request: ChatRequest) -> [ModelReply] {
    let replies = [reply] + reply.others
    let usage = reply.usage ?? estimate(replies, request)
    let shares = Self.shares(of: usage.output, by: replies.map { $0.text.utf8.count })
    return replies.enumerated().map { index, reply in
      var reply = reply
      reply.others = []
      reply.usage = TokenUsage(
        input: index == 0 ? usage.input : 0, output: shares[index], isEstimate: usage.isEstimate)
      return ModelReply(reply: reply, attempts: attempts, latency: latency)
    }
  }

  private func estimate(_ replies: [ChatReply], _ request: ChatRequest) -> TokenUsage {
    request.estimatedUsage(reply: replies.map(\.text).joined())
  }

  /// Whole parts of `total` in proportion to `sizes`, which add up to it.
  private static func shares(of total: Int, by sizes: [Int]) -> [Int] {
    let sum = max(1, sizes.reduce(0, +))
    var (given, seen) = (0, 0)
    return sizes.enumerated().map { index, size in
      seen += size
      let upTo = index == sizes.count - 1 ? total : Int(Double(total) * Double(seen) / Double(sum))
      defer { given = upTo }
      return upTo - given
    }
  }
}
