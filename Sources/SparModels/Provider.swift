// The innermost layer of a call: what a model server, a simulation or a script has in common.
// Queue, retries and limits are left to `Model`.

// `package`, whatever a warning says: the compiler overlooks the use in `@Host`, and a clean build fails without it.
package import LoopKit
package import SparCore

/// Turns a request into one reply; translates, nothing else.
package protocol Provider: Sendable {
  /// - Parameter model: the model's name on the wire (for sim: `master?skill=0.7`).
  @Host func reply(to request: ChatRequest, model: String) async throws(ModelError) -> ChatReply

  /// What the provider's replies are made of, where that can change under the same name: a script's lines, a
  /// function's code. Part of a call's identity.
  var content: ContentKey? { get }
}

extension Provider {
  package var content: ContentKey? { nil }
}
