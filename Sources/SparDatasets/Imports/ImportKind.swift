// What can be taken in of what others have recorded.

/// What the rows of a file are.
package enum ImportKind: String, Sendable, CaseIterable {
  /// Tasks, with or without recorded answers.
  case instructions
  /// Answers of models to tasks.
  case responses
  /// Battles with what a judge made of each.
  case battles
  /// What people made of battles.
  case votes
}
