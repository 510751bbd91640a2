// Holds a taxonomy against the agents that it relies on, for `spar check`.

import SparCore

extension TaxonomyFile {
  /// What of the skill could never be done: no agent writes its instructions, a goal lacks its pair, a transformation
  /// suits none of its seeds, a type suits none of its transformations.
  func check(in library: PromptLibrary) -> [PromptProblem] {
    let skill = taxonomy.skill
    let author: [PromptProblem] =
      library.names(in: "instruct").contains(skill) ? [] : [problem(nil, "has no agent instruct/\(skill).md.")]
    return author + goalProblems(library) + transformationProblems(library) + typeProblems(library)
  }

  private func goalProblems(_ library: PromptLibrary) -> [PromptProblem] {
    taxonomy.head.goals.flatMap { goal in
      ["suggest", "edit"].filter { !library.names(in: $0).contains(goal.name) }.map { stage in
        problem(lines.goals[goal.name], "has the goal '\(goal.name)' without an agent \(stage)/\(goal.name).md.")
      }
    }
  }

  private func transformationProblems(_ library: PromptLibrary) -> [PromptProblem] {
    let head = taxonomy.head
    guard !head.seeds.isEmpty else { return [] }
    return head.transformations.filter { suited($0.name, library, by: head.seeds) == [] }.map { transformation in
      problem(
        lines.transformations[transformation.name],
        "takes seeds of the types \(head.seeds.joined(separator: ", ")), and '\(transformation.name)' suits none of them."
      )
    }
  }

  private func typeProblems(_ library: PromptLibrary) -> [PromptProblem] {
    let listed = taxonomy.head.transformations.map(\.name)
    let transformations = listed.isEmpty ? library.names(in: "transform") : listed
    return taxonomy.nodes.filter { node in
      let seeds = node.seeds.isEmpty ? taxonomy.head.seeds : node.seeds
      return !transformations.contains { node.applies(to: $0) && suited($0, library, by: seeds) != [] }
    }.map { problem(lines.types[$0.name], "has the type '\($0.name)', which no transformation of the skill reaches.") }
  }

  /// Those of `seeds` that a transformation suits; `nil` where all do.
  private func suited(_ transformation: String, _ library: PromptLibrary, by seeds: [String]) -> [String]? {
    guard let agent = try? library.agent("transform", transformation), !agent.seeds.isEmpty, !seeds.isEmpty else {
      return nil
    }
    return seeds.filter(agent.suits(seedsOf:))
  }

  private func problem(_ line: Int?, _ sentence: String) -> PromptProblem {
    PromptProblem(file: file, line: line, sentence)
  }
}
