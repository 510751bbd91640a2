// Reads an agent from its file.

import SparCore

extension Agent {
  private static let fields = [
    "about", "role", "inputs", "reply", "schema", "call", "seeds", "edits", "answerability", "sampling", "source",
    "sample_replies",
  ]

  convenience init(stage: String, name: String, file: String) throws(PromptError) {
    try self.init(stage: stage, name: name, PromptSource(file: file, kind: .malformed))
  }

  convenience init(stage: String, name: String, _ source: PromptSource) throws(PromptError) {
    let layout = try PromptLayout(source)
    let front = try YAMLFields(yaml: layout.frontMatter, offset: 1, in: source, known: Self.fields)
    let inputs = try Self.inputs(front)
    self.init(
      name: name, stage: stage, role: try Self.required("role", AgentRole.self, front),
      about: try front.requiredText("about"), source: try front.text("source"), inputs: inputs,
      reply: try Self.required("reply", ReplyFormat.self, front), schema: try Self.schema(front),
      makesCall: try front.bool("call") ?? true, seeds: try Self.seeds(front, stage),
      edits: try Self.ofEdit("edits", EditTarget.self, front) ?? .instruction,
      answerability: try Self.ofEdit("answerability", Answerability.self, front),
      sampling: try Self.sampling(front), sampleReplies: try Self.sampleReplies(front), hash: source.hash,
      file: source.file, text: source.text, sections: try Self.sections(layout, inputs, source))
    try checkCall(source)
  }

  private static func required<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ front: YAMLFields
  ) throws(PromptError) -> Choice {
    guard let choice = try front.choice(key, type) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw front.error(key, "lacks the field '\(key)'.", hint: "It is one of: \(names).")
    }
    return choice
  }

  private static func inputs(_ front: YAMLFields) throws(PromptError) -> [AgentInput] {
    guard let fields = try front.fields("inputs", known: nil) else { return [] }
    var inputs: [AgentInput] = []
    for name in fields.order {
      if let input = try fields.fields(name, known: ["about", "sample", "optional"]) {
        inputs.append(try AgentInput(name, input))
      }
    }
    return inputs
  }

  /// A reply of JSON without a schema would be anything; a schema beside another form would say nothing.
  private static func schema(_ front: YAMLFields) throws(PromptError) -> JSONSchema? {
    let isJSON = try front.text("reply") == ReplyFormat.json.rawValue
    guard let json = front.json("schema") else {
      guard isJSON else { return nil }
      throw front.error(
        "reply", "says reply: json and has no schema.", hint: "schema: {type: object} lets any object in.")
    }
    guard isJSON else { throw front.error("schema", "has a schema, which goes with reply: json only.") }
    do { return try JSONSchema(json) } catch {
      throw front.error("schema", "has a schema that cannot be used. \(error)")
    }
  }

  private static func seeds(_ front: YAMLFields, _ stage: String) throws(PromptError) -> [String] {
    let types = try front.texts("seeds")
    guard types.isEmpty || stage == "transform" else {
      throw front.error("seeds", "has seeds, which go with the agents of transform only.")
    }
    if types.contains(where: { $0.allSatisfy(\.isWhitespace) }) { throw front.error("seeds", "has a blank seed type.") }
    return types
  }

  /// A field that says something of an edit.
  private static func ofEdit<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type, _ front: YAMLFields
  ) throws(PromptError) -> Choice? {
    guard let choice = try front.choice(key, type) else { return nil }
    guard try front.text("reply") == ReplyFormat.edit.rawValue else {
      throw front.error(key, "has '\(key)', which goes with reply: edit only.")
    }
    return choice
  }

  private static func sampling(_ front: YAMLFields) throws(PromptError) -> Sampling {
    let known = ["temperature", "top_p", "max_tokens", "seed", "stop"]
    guard let fields = try front.fields("sampling", known: known) else { return Sampling() }
    return Sampling(
      temperature: try fields.number("temperature"), topP: try fields.number("top_p"),
      maxTokens: try fields.integer("max_tokens"), seed: try fields.integer("seed"), stop: try fields.texts("stop"))
  }

  private static func sampleReplies(_ front: YAMLFields) throws(PromptError) -> (good: [String], bad: [String]) {
    guard let fields = try front.fields("sample_replies", known: ["good", "bad"]) else { return ([], []) }
    return (try fields.texts("good"), try fields.texts("bad"))
  }

  private static func sections(
    _ layout: PromptLayout, _ inputs: [AgentInput], _ source: PromptSource
  ) throws(PromptError) -> [Section] {
    var sections: [Section] = []
    for section in layout.sections {
      do {
        let body = try TemplateBody(section.body, line: section.line, inputs: inputs)
        sections.append(Section(role: section.role, body: body))
      } catch {
        throw PromptError(error, file: source.file)
      }
    }
    return sections
  }

  private func checkCall(_ source: PromptSource) throws(PromptError) {
    if makesCall, sections.isEmpty {
      throw source.error(nil, "has no sections.", hint: "Add === user === and what to ask, or say call: false.")
    }
    if !makesCall, sections.contains(where: { $0.role != .user }) || sections.count > 1 {
      throw source.error(
        nil, "says call: false and has sections that would never be sent.",
        hint: "One section user may stay: filled in, it is the text that comes out.")
    }
  }
}
