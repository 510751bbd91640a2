// Whether models can be asked, by asking them.

package import LoopKit
internal import SparCore

extension ModelRegistry {
  /// One tiny call to each model at once: no line, no second try, nothing stored. Models inside this process are not
  /// asked: a script's line would be used up.
  ///
  /// - Parameters:
  ///   - names: any names of models; those configured by default.
  ///   - isDry: whether nobody is asked, and only the names are looked up.
  package func check(_ names: [String]? = nil, isDry: Bool = false) async -> [ModelCheck] {
    let names = names ?? configuration.models.keys.sorted()
    let calls = names.map { name in Host.task { try await self.answer(of: name, isDry: isDry) } }
    var checks: [ModelCheck] = []
    for (name, call) in zip(names, calls) {
      checks.append(ModelCheck(name: name, result: await Self.result(of: call, name)))
    }
    return checks
  }

  private static func result(
    of call: Task<ModelCheck.Success, any Error>, _ name: String
  ) async -> Result<ModelCheck.Success, ModelError> {
    do { return .success(try await call.value) } catch let error as ModelError { return .failure(error) } catch {
      return .failure(.cancelled(model: name))
    }
  }

  private func answer(of name: String, isDry: Bool) async throws(ModelError) -> ModelCheck.Success {
    let model = try model(name)
    guard !isDry, !model.kind.isInProcess else { return ModelCheck.Success(latency: 0, isInProcess: true) }
    let start = clock.now()
    let reply = try await model.tryOnce(Self.question)
    return ModelCheck.Success(latency: clock.now() - start, usage: reply.usage)
  }

  /// Sixteen tokens are the least that all of OpenAI's models take as a limit.
  private static var question: ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.user, "Reply with the word: ok")], sampling: Sampling(maxTokens: 16),
      task: AgentTask(stage: "check", agent: "check", inputs: [:]))
  }
}

extension Model {
  /// A single try, past the line and without another.
  fileprivate func tryOnce(_ request: ChatRequest) async throws(ModelError) -> ChatReply {
    var request = request
    request.sampling = request.sampling.merged(over: defaults)
    // A batch would be answered tomorrow.
    let provider = (provider as? BatchProvider)?.live ?? provider
    return try await provider.reply(to: request, model: wireName, in: nil)
  }
}
