// vLLM's `POST /score`, `/classify` and `/pooling`, which stand beside `/v1` rather than under it.

internal import LoopKit
internal import SparCore

extension OpenAIProvider: RewardProvider {
  func score(
    _ request: RewardRequest, as settings: RewardSettings, model: String, in slot: Slot?
  ) async throws(ModelError) -> RewardReply {
    let body = RewardWriter.body(request, as: settings.api, model: model)
    let url = access.url
    do throws(ModelError) {
      return try await score(body, at: rewardRoot ?? url.root, settings, model, slot)
    } catch {
      guard error.code == "model.not_found", rewardRoot == nil, url.root != url.description else { throw error }
      // Gateways forward nothing but what is under the version.
      let reply = try await score(body, at: url.description, settings, model, slot)
      rewardRoot = url.description
      return reply
    }
  }

  /// Only what is configured makes one of a server's models a reward model.
  nonisolated func isReward(_ model: String) -> Bool { false }

  private func score(
    _ body: [UInt8], at root: String, _ settings: RewardSettings, _ model: String, _ slot: Slot?
  ) async throws(ModelError) -> RewardReply {
    let answer = try await access.post(body, to: "\(root)/\(settings.api.rawValue)", for: model, in: slot)
    return try RewardReader(answer: answer, settings: settings).reward()
  }
}
