// passage → instructions, one instruction type per call

internal import LoopKit
package import SparCore
internal import SparPrompts
internal import SparStore

/// What is asked of `instruct`.
package struct InstructOptions: Sendable {
  /// Types per passage.
  package var types = 1
  /// Instructions per type.
  package var count = 3
  /// This type, instead of drawing.
  package var type: String?
  /// The author, a file in Prompts/instruct; the one of the skill's name unless named.
  package var agent: String?
  package var model: String?
  /// What the caller passes along; the agent is given what it declares of it.
  package var inputs: [String: JSON] = [:]

  package init() {}
}

/// What came of `instruct`.
package struct WrittenInstructions: Sendable {
  package var instructions: [Stored<Instruction>] = []
  /// Answers that stood beside the instructions and were taken out.
  package var leaks = 0
}

extension Engine {
  /// Writes instructions about a passage, of types drawn from the taxonomy by weight.
  ///
  /// The transformation gates the types, and one call asks for one type (arXiv 2407.03502: mixing them pollutes
  /// types). Each turn of a loop asks for samples of its own.
  package func instruct(
    _ passage: Stored<Passage>, taxonomy: Stored<Taxonomy>, options: InstructOptions
  ) async throws -> WrittenInstructions {
    let nodes = try chooseTypes(for: passage, in: taxonomy, options)
    let written = try await inOrder(nodes) { try await self.instruct(passage, $0, of: taxonomy.value, options) }
    return WrittenInstructions(
      instructions: written.flatMap(\.instructions), leaks: written.reduce(0) { $0 + $1.leaks })
  }

  private func instruct(
    _ passage: Stored<Passage>, _ node: TaxonomyNode, of taxonomy: Taxonomy, _ options: InstructOptions
  ) async throws -> WrittenInstructions {
    let agent = try agent("instruct", options.agent ?? taxonomy.skill, replying: .items)
    let inputs = try inputs(for: agent, passage, node, skill: taxonomy.skill, options)
    let question = Question(agent, inputs, ordinal: max(0, (iteration ?? 1) - 1))
    let call = try prepare(question, of: try model(for: "author", given: options.model))
    let asked = AskedType(call: call.record.key, skill: taxonomy.skill, type: node.name)
    do {
      let reply = try await ask(call)
      return try await keep(reply, about: passage, asked, node, taxonomy.head, options)
    } catch let error as any SparError where error.exitCode != .budgetReached && error.exitCode != .interrupted {
      try await store.write { try $0.put(asked) }
      throw error
    }
  }

  private func inputs(
    for agent: Agent, _ passage: Stored<Passage>, _ node: TaxonomyNode, skill: String, _ options: InstructOptions
  ) throws -> [String: JSON] {
    var inputs = options.inputs
    if agent.declares("language") || agent.declares("seed_type") {
      add(try record(Seed.self, passage.seed), to: &inputs)
    }
    inputs.merge(
      [
        "passage": .string(passage.text), "transformation": .string(passage.transformation), "skill": .string(skill),
        "type": .string(node.name), "definition": .string(node.definition),
        "answer_format": .string(node.answerFormat), "answerability": .string(node.answerability.rawValue),
        "count": .int(Int64(options.count)),
      ], uniquingKeysWith: { $1 })
    return agent.declared(of: inputs)
  }

  private func keep(
    _ reply: AgentReply, about passage: Stored<Passage>, _ asked: AskedType, _ node: TaxonomyNode,
    _ head: SkillHead, _ options: InstructOptions
  ) async throws -> WrittenInstructions {
    let items = reply.items.prefix(options.count).map(\.withoutAnswers)
    var drafts: [Draft<Instruction>] = []
    for item in items where !item.text.isEmpty {
      let own = try await ownPassage(of: item, after: passage, reply)
      let instruction = Instruction(
        text: item.text, passage: own?.id ?? passage.id, skill: asked.skill, type: node.name,
        answerability: node.answerability, turns: item.turns, standsAlone: head.standsAlone && own == nil)
      let key = ContentKey.instruction(
        item.text, of: passage.key, call: reply.key, passage: own?.key, turns: item.turns)
      drafts.append(Draft(record: instruction, key: key))
    }
    let instructions = try await keep(drafts, from: reply, asked: asked)
    return WrittenInstructions(instructions: instructions, leaks: items.reduce(0) { $0 + $1.leaks })
  }

  /// The text that belongs to one instruction alone takes the place of the passage.
  private func ownPassage(
    of item: ReplyItem, after passage: Stored<Passage>, _ reply: AgentReply
  ) async throws -> Stored<Passage>? {
    guard let text = item.context else { return nil }
    let own = Passage(seed: passage.seed, parent: passage.id, transformation: passage.transformation, text: text)
    return try await keep([Draft(record: own, key: .passage(own, of: passage.key, call: reply.key))], from: reply)[0]
  }

  /// Takes in a task that a script or a user wrote.
  package func instruction(_ text: String) async throws -> Stored<Instruction> {
    try await instruction(Instruction(text: text))
  }

  /// The same with all that a task may have: a passage, further turns, tools.
  package func instruction(_ instruction: Instruction) async throws -> Stored<Instruction> {
    let passage = try instruction.passage.map { try record(Passage.self, $0).key }
    return try await keep([Draft(record: instruction, key: .instruction(instruction, about: passage))])[0]
  }
}

extension ReplyItem {
  /// The same without answers in its text or its turns.
  fileprivate var withoutAnswers: ReplyItem {
    var item = self
    let text = LeakedAnswers(strippedFrom: text), turns = turns.map { LeakedAnswers(strippedFrom: $0) }
    item.text = text.text
    item.turns = turns.map(\.text).filter { !$0.isEmpty }
    item.leaks += text.count + turns.reduce(0) { $0 + $1.count }
    return item
  }
}

extension ContentKey {
  /// Of a task that stands alone.
  static func instruction(_ text: String) -> ContentKey { ContentKey("instruction/1", ["text": text]) }

  /// Of a task that a script or a user wrote; of a bare text the same as above.
  static func instruction(_ instruction: Instruction, about passage: ContentKey?) -> ContentKey {
    var builder = Builder("instruction/1")
    builder.add("text", instruction.text)
    builder.add(turns: instruction.turns, tools: instruction.tools)
    if let passage { builder.add("passage", passage) }
    if let skill = instruction.skill { builder.add("skill", skill) }
    if let type = instruction.type { builder.add("type", type) }
    if instruction.answerability != .answerable { builder.add("answerability", instruction.answerability.rawValue) }
    return builder.build()
  }

  /// - Parameter parent: the passage of a seed instruction, or the instruction that a refinement came from.
  static func instruction(
    _ text: String, of parent: ContentKey, call: ContentKey, passage: ContentKey? = nil, turns: [String] = []
  ) -> ContentKey {
    var builder = Builder("instruction/1")
    builder.add("parent", parent)
    builder.add("call", call)
    if let passage { builder.add("passage", passage) }
    builder.add("text", text)
    builder.add(turns: turns, tools: [])
    return builder.build()
  }
}
