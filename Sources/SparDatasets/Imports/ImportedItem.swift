// What a row of a foreign file says, in the words of Spar; nothing is stored yet.

package import SparCore

/// A task as a file has it.
package struct ImportedTask: Sendable, Equatable {
  package var text: String
  /// What the user says after each reply.
  package var turns: [String] = []
  package var tools: [Tool] = []
  package var category: String?

  package init(text: String, turns: [String] = [], tools: [Tool] = [], category: String? = nil) {
    self.text = text
    self.turns = turns
    self.tools = tools
    self.category = category
  }
}

/// A model's recorded answer.
package struct ImportedReply: Sendable, Equatable {
  /// `nil` where the row does not say.
  package var model: String?
  /// One for each turn of the user's.
  package var turns: [String]
  package var ordinal = 0

  package init(model: String? = nil, turns: [String], ordinal: Int = 0) {
    self.model = model
    self.turns = turns
    self.ordinal = ordinal
  }
}

/// A task with the answers that a row has for it; the task may be known by its question's id alone.
package struct ImportedExchange: Sendable, Equatable {
  package var task: ImportedTask?
  package var question: String?
  package var replies: [ImportedReply] = []

  package init(task: ImportedTask? = nil, question: String? = nil, replies: [ImportedReply] = []) {
    self.task = task
    self.question = question
    self.replies = replies
  }
}

/// A battle and what one judge made of it.
package struct ImportedBattle: Sendable, Equatable {
  /// A battle of this project that a vote is on: its id or key.
  package var battle: String?
  package var question: String?
  /// Which turn of a dialogue was judged.
  package var turn: String?
  package var modelA = ""
  package var modelB = ""
  /// The share of the win that is model A's: 1, 0, a half for a tie, or anything between.
  package var share = 0.5
  /// Whether the judge said what could not be read; the share says nothing then.
  package var isUnread = false
  /// Whose reply the judge saw first, where the row says it.
  package var order: SeatOrder?
  /// Whether the judge found both bad.
  package var isBothBad = false
  package var judge: String?
  package var weight: Double?
  package var category: String?
  package var language: String?
  /// As the row has it; numbers become ISO 8601.
  package var time: String?
  package var explanation: String?
  package var task: ImportedTask?
  package var replyA: ImportedReply?
  package var replyB: ImportedReply?

  package init() {}
}

package enum ImportedItem: Sendable, Equatable {
  case exchange(ImportedExchange)
  case battle(ImportedBattle)
}

/// An item with its place, and what its row says besides.
package struct ImportedRow: Sendable, Equatable {
  package let path: String
  /// From 1.
  package let line: Int
  package let form: String
  package let item: ImportedItem
  /// Fields that the form does not know.
  package let rest: JSONObject
}
