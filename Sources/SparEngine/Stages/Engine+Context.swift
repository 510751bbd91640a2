// What later agents are told of an instruction.

internal import LoopKit
internal import SparCore
internal import SparPrompts
internal import SparStore

extension Engine {
  /// Its text and, unless it stands alone, its passage: all that a contender sees.
  func context(of instruction: Stored<Instruction>) throws -> [String: JSON] { try context(of: instruction.value) }

  func context(of instruction: Instruction) throws -> [String: JSON] {
    var inputs: [String: JSON] = ["instruction": .string(instruction.text)]
    if let passage = try shownPassage(of: instruction) { inputs["passage"] = .string(passage.text) }
    return inputs
  }

  /// The passage that goes with a task; `nil` for one that stands alone, though it knows where it came from.
  func shownPassage(of instruction: Instruction) throws -> Stored<Passage>? {
    guard !instruction.standsAlone, let id = instruction.passage else { return nil }
    return try record(Passage.self, id)
  }

  /// What an agent declares out of all that is known of an instruction, and of what it is given besides.
  func inputs(
    of instruction: Stored<Instruction>, for agent: Agent, beside given: [String: JSON]
  ) throws -> [String: JSON] {
    var inputs = given.merging(try context(of: instruction)) { $1 }
    inputs["type"] = .string(instruction.type ?? "free")
    inputs["answerability"] = .string(instruction.answerability.rawValue)
    if let skill = instruction.skill { inputs["skill"] = .string(skill) }
    if agent.declares("definition"), let definition = definition(of: instruction.value) {
      inputs["definition"] = .string(definition)
    }
    if agent.declares("language") || agent.declares("seed_type"), let passage = instruction.passage {
      try add(record(Seed.self, record(Passage.self, passage).seed), to: &inputs)
    }
    return agent.declared(of: inputs)
  }

  /// What of a seed an agent may be told besides its text.
  func add(_ seed: Stored<Seed>, to inputs: inout [String: JSON]) {
    inputs["seed_type"] = .string(seed.type)
    if let language = seed.language { inputs["language"] = .string(language) }
  }

  /// What instructions of its type ask for; `nil` where the type is not known any more.
  private func definition(of instruction: Instruction) -> String? {
    guard let skill = instruction.skill, let type = instruction.type else { return nil }
    let taxonomy = definedTaxonomies[skill]?.value ?? (try? library.taxonomy(skill: skill))
    return taxonomy?.node(named: type)?.definition
  }
}
