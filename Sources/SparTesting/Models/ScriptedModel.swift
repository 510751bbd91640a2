// A model whose replies a test writes, and which remembers what it was asked.

package import LoopKit
package import SparCore
package import SparModels

@Host
package final class ScriptedModel {
  package typealias Answer = @Host @Sendable (ChatRequest) async throws -> ChatReply

  /// `scripted/NAME`
  package let name: String
  package private(set) var requests: [ChatRequest] = []
  /// May be changed between calls.
  package var answer: Answer

  package init(_ name: String, in models: ModelRegistry, _ answer: @escaping Answer) {
    self.name = "scripted/\(name)"
    self.answer = answer
    models.register(self.name, provider: ScriptedProvider { try await self.reply(to: $0) })
  }

  private func reply(to request: ChatRequest) async throws -> ChatReply {
    requests.append(request)
    return try await answer(request)
  }
}
