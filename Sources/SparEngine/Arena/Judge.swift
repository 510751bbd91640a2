// Who judges, and how: data that a script writes, and that every verdict names by its hash.

package import LoopKit
package import SparCore
internal import SparModels
internal import SparStore

/// A judge: a model with a prompt, a reward model, or a function.
package struct Judge: Sendable {
  /// What its verdicts call it.
  package var name: String
  /// Who is asked; `nil` for a function.
  package var model: String?
  /// A prompt in Prompts/judge; its reply's form is the parser. Reward models have none.
  package var agent = "scores"
  package var sampling = Sampling()
  /// Whether it reads a battle twice, each response first once.
  package var inBothOrders = true
  /// What seat orders that contradict each other count as; `nil` for what the battle's options say.
  package var policy: InconsistencyPolicy?
  /// Scores, or preferences, that differ by no more are a tie.
  package var margin: Double?
  /// How much a clear win of a five-way verdict weighs beside a slight one (3 in Arena-Hard, arXiv 2406.11939).
  package var strong = 3.0
  /// The model whose response is the reference, for prompts that have one.
  package var reference: String?
  /// What the prompt is told besides: `reference`, `rubric`, or an input of its own.
  package var given: [String: JSON] = [:]
  package var function: JudgeFunction?

  package init(_ name: String, model: String? = nil) {
    self.name = name
    self.model = model
  }
}

/// A judge in the user's own code.
package struct JudgeFunction: Sendable {
  package typealias Run = @Host @Sendable (ShownPair) async throws -> SeatReading

  /// What is kept of it.
  package let source: String
  package let run: Run

  package init(source: String, run: @escaping Run) {
    self.source = source
    self.run = run
  }
}

/// What a function is shown of a battle: no names, so that it judges blind.
package struct ShownPair: Sendable {
  package let instruction: Stored<Instruction>
  package let passage: String?
  package let first: String
  package let second: String
}
