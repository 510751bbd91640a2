// An agent as it was when it was used: prompts change, records keep what they were made with.

package import SparCore

package struct AgentDefinition: Sendable, Equatable {
  package var stage: String
  package var name: String
  package var role: String
  /// The hash of the prompt file, which names the agent in provenance.
  package var hash: ContentKey
  package var text: String

  package init(stage: String, name: String, role: String, hash: ContentKey, text: String) {
    self.stage = stage
    self.name = name
    self.role = role
    self.hash = hash
    self.text = text
  }
}
