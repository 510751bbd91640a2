// What a model is hired for when it plays an agent.

/// The role of an agent; models are assigned to roles.
package enum AgentRole: String, Sendable, CaseIterable {
  /// Writes passages and instructions.
  case author
  /// Proposes changes to an instruction.
  case suggester
  /// Carries a suggestion out.
  case editor
  /// Responds to instructions and battles.
  case contender
  /// Reads battles.
  case judge
}
