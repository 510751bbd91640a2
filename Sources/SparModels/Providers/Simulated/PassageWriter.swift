// The author's content transformations: a seed's facts retold in the form that the agent is named after.

internal import SparCore

struct PassageWriter {
  let material: SeedMaterial
  var random: SeededRandom

  static func reply(to task: SimulatedTask) -> String {
    let limit = task.agent == "long-text" ? 60 : 24
    let seed = task.text("seed").isEmpty ? task.instruction : task.text("seed")
    let material = SeedMaterial(seed, language: task.text("language"), limit: limit)
    var writer = PassageWriter(material: material, random: task.draws.stream("transform"))
    return writer.write(form: task.agent)
  }

  private mutating func write(form: String) -> String {
    switch form {
    case "debate": debate()
    case "conversation": conversation()
    case "meeting-transcript": meeting()
    case "poem": poem()
    case "satire": satire()
    case "instructional-passage": steps()
    case "long-text": chapters()
    default: argument()
    }
  }

  mutating func pick(_ choices: [String]) -> String { random.element(of: choices) ?? "" }

  /// Two or three different first names.
  mutating func names(_ count: Int) -> [String] {
    let pool = ["Ana", "Bilal", "Chiara", "Dmitri", "Esi", "Farah", "Gustavo", "Hana", "Ivo", "Jun", "Kofi", "Lena"]
    return Array(random.shuffled(pool).prefix(count))
  }
}

// MARK: Prose

extension PassageWriter {
  /// A thesis, reasons, an objection that is met, a conclusion.
  private mutating func argument() -> String {
    let links = random.shuffled([
      "To begin with,", "What is more,", "Then again,", "It matters, too, that", "Besides,", "After all,",
    ])
    var sentences = [
      pick([
        "Much is said about", "Few subjects are taken for granted as often as", "There is good reason to look again at",
      ])
        + " \(material.subject). The case made here is that \(material.facts[0].embedded)."
    ]
    for (index, fact) in material.facts.dropFirst().enumerated() {
      sentences.append(index % 2 == 0 ? "\(links[index / 2 % links.count]) \(fact.embedded)." : fact)
    }
    let middle = sentences.count / 2
    sentences.insert(
      "Some will object that this proves little; the facts that follow speak against them.", at: middle + 1)
    sentences.append("Whoever weighs these points will find it hard to think of \(material.subject) as a small matter.")
    return paragraphs(sentences, size: 5)
  }

  private mutating func satire() -> String {
    let experts = ["committee", "panel of experts", "spokesman", "local inspector"]
    var sentences = [
      "In news that shook at least two breakfast tables, a \(pick(experts)) confirmed that \(material.facts[0].embedded)."
    ]
    let asides = random.shuffled([
      "A form has been printed for anybody who wishes to be surprised.", "Applause was brief but orderly.",
      "A second committee will look into why nobody asked the first.",
      "Witnesses described the scene as \"quite factual\".",
      "The gift shop has already sold out of commemorative mugs.",
      "Critics called it the boldest statement since last Tuesday.",
    ])
    for (index, fact) in material.facts.dropFirst().enumerated() {
      sentences.append(index % 3 == 0 ? "It was further announced, to gasps, that \(fact.embedded)." : fact)
      if index % 3 == 1 { sentences.append(asides[index / 3 % asides.count]) }
    }
    sentences.append("Citizens are asked to remain calm and to think of \(material.subject) only during office hours.")
    return paragraphs(sentences, size: 4)
  }

  /// Numbered steps for getting to know the subject.
  private mutating func steps() -> String {
    let verbs = random.shuffled([
      "Begin by noting that", "Keep in mind that", "Check for yourself that", "Now observe that", "Write down that",
      "Do not go on before you have seen that",
    ])
    let lines = material.facts.enumerated().map { index, fact in
      "\(index + 1). \(verbs[index % verbs.count]) \(fact.embedded)."
    }
    let opening =
      "How to get to know \(material.subject)\n\nFollow these steps in their order; each rests on the one before it."
    let closing =
      "When you have been through all \(lines.count) steps, go back to the first and explain it to somebody else."
    return opening + "\n\n" + lines.joined(separator: "\n") + "\n\n" + closing
  }

  private mutating func chapters() -> String {
    let bridges = random.shuffled([
      "This deserves a closer look.", "The point is easily missed.", "Much follows from it.",
      "It is worth reading twice.",
      "Nothing that comes later contradicts this.", "The details are as telling as the whole.",
    ])
    let groups = stride(from: 0, to: material.facts.count, by: 4).map {
      Array(material.facts[$0..<min($0 + 4, material.facts.count)])
    }
    let chapters = groups.enumerated().map { index, facts in
      let heading = "# Part \(index + 1): \(SeedMaterial(facts[0], limit: 1).subject)"
      let body = facts.enumerated().map {
        $0.offset == 0 ? "\($0.element) \(bridges[index % bridges.count])" : $0.element
      }
      return heading + "\n\n" + body.joined(separator: " ")
    }
    return "This text tells at length about \(material.subject).\n\n" + chapters.joined(separator: "\n\n")
  }

  private func paragraphs(_ sentences: [String], size: Int) -> String {
    stride(from: 0, to: sentences.count, by: size)
      .map { sentences[$0..<min($0 + size, sentences.count)].joined(separator: " ") }
      .joined(separator: "\n\n")
  }
}
