// A provider that is a closure.

internal import LoopKit
package import SparCore
package import SparModels

package struct FakeProvider: Provider {
  package typealias Answer = @Host @Sendable (ChatRequest, String) async throws(ModelError) -> ChatReply

  private let answer: Answer

  package init(_ answer: @escaping Answer) { self.answer = answer }

  package func reply(to request: ChatRequest, model: String, in slot: Slot?) async throws(ModelError) -> ChatReply {
    try await answer(request, model)
  }
}

extension ChatRequest {
  /// A request with one user message, as nobody in particular.
  package static func plain(_ text: String = "Say hello.", sampling: Sampling = Sampling()) -> ChatRequest {
    ChatRequest(
      messages: [ChatMessage(.user, text)], sampling: sampling,
      task: AgentTask(stage: "respond", agent: "plain", inputs: [:]))
  }
}
