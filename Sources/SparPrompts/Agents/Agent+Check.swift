// Proves an agent on its own samples, for `spar check`.

import SparCore

extension Agent {
  /// Renders the samples, with and without the optional inputs, and runs the parser on the sample replies.
  func check() -> [PromptProblem] {
    var problems = renderProblems(sampleInputs { _ in true }) + renderProblems(sampleInputs { !$0.isOptional })
    if problems.count == 2, problems[0] == problems[1] { problems.removeLast() }
    return makesCall ? problems + replyProblems() : problems
  }

  private func sampleInputs(_ isIncluded: (AgentInput) -> Bool) -> [String: JSON] {
    Dictionary(inputs.filter(isIncluded).map { ($0.name, $0.sample) }) { first, _ in first }
  }

  private func renderProblems(_ samples: [String: JSON]) -> [PromptProblem] {
    do {
      return try render(samples).filter { $0.content.allSatisfy(\.isWhitespace) }
        .map { PromptProblem(file: file, "renders an empty \($0.role) message from its samples.") }
    } catch {
      return [PromptProblem(error, in: file)]
    }
  }

  private func replyProblems() -> [PromptProblem] {
    var problems: [PromptProblem] = []
    if sampleReplies.good.isEmpty { problems.append(PromptProblem(file: file, "has no good sample reply.")) }
    if sampleReplies.bad.isEmpty { problems.append(PromptProblem(file: file, "has no bad sample reply.")) }
    for text in sampleReplies.good {
      if let error = refusal(of: text) {
        problems.append(PromptProblem(file: file, "has a good sample reply that is refused: \(error.sentence)"))
      }
    }
    for text in sampleReplies.bad where refusal(of: text) == nil {
      let start = text.prefix(40)
      problems.append(PromptProblem(file: file, "has a bad sample reply that is accepted: \"\(start)\"."))
    }
    return problems
  }

  private func refusal(of text: String) -> PromptError? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }
}
