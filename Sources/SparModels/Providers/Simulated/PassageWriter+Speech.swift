// Transformations with voices or verses: debate, conversation, meeting transcript and poem.

internal import SparCore

extension PassageWriter {
  /// Two named speakers take turns with the facts; a moderator opens and closes.
  mutating func debate() -> String {
    let speakers = names(2)
    let answers = random.shuffled([
      "I would put the weight elsewhere.", "That leaves something out.", "Granted, and yet there is more to it.",
      "Let us stay with what is known.", "My opponent goes too fast.", "The record shows something further.",
    ])
    var lines = [
      "Moderator: Tonight's question is what to make of \(material.subject). \(speakers[0]), please begin.",
      "\(speakers[0]): \(material.facts[0])",
    ]
    for (index, fact) in material.facts.dropFirst().enumerated() {
      lines.append("\(speakers[(index + 1) % 2]): \(answers[index % answers.count]) \(fact)")
    }
    lines.append("Moderator: Thank you both. The audience will have to decide what this means for \(material.subject).")
    return lines.joined(separator: "\n\n")
  }

  mutating func conversation() -> String {
    let speakers = names(2)
    let reactions = random.shuffled([
      "Really?", "I had no idea.", "Go on.", "That makes sense.", "Who would have thought so?", "Wait, there is more.",
    ])
    var lines = ["\(speakers[0]): I have been reading about \(material.subject) again.", "\(speakers[1]): Tell me."]
    for (index, fact) in material.facts.enumerated() {
      let reaction = index % 2 == 1 ? reactions[index / 2 % reactions.count] + " " : ""
      lines.append("\(speakers[index % 2]): \(reaction)\(fact)")
    }
    lines.append("\(speakers[material.facts.count % 2]): I shall look at \(material.subject) with other eyes.")
    return lines.joined(separator: "\n")
  }

  /// Head, agenda, turns with times, and what is to be done.
  mutating func meeting() -> String {
    let speakers = names(3)
    let agenda = material.facts.prefix(3).map { SeedMaterial($0, limit: 1).subject }
    var lines = ["# Meeting on \(material.subject)", "Present: \(speakers.joined(separator: ", "))", "", "Agenda"]
    lines += agenda.enumerated().map { "\($0.offset + 1). \($0.element)" } + [""]
    var minute = 0
    for (index, fact) in material.facts.enumerated() {
      let time = "10:" + (minute < 10 ? "0" : "") + String(minute)
      lines.append("[\(time)] \(speakers[index % 3]): \(fact)")
      minute = min(59, minute + 1 + random.index(below: 3))
    }
    lines += ["", "Decisions", "- \(speakers[0]) sends round a note on \(material.subject) before the next meeting."]
    return lines.joined(separator: "\n")
  }

  /// Stanzas of the facts' own words in short lines, with a refrain.
  mutating func poem() -> String {
    let refrain = pick(["O", "Remember", "Sing of", "So much for"]) + " \(material.subject),"
    let stanzas = material.facts.prefix(12).enumerated().map { index, fact in
      let verses = verses(of: fact).joined(separator: "\n")
      return index % 3 == 2 ? verses + "\n\n" + refrain + "\nand what is told of it." : verses
    }
    return "On \(material.subject)\n\n" + stanzas.joined(separator: "\n\n")
  }

  /// Lines of about seven words, each begun with a capital.
  private func verses(of fact: String) -> [String] {
    let words = fact.split(separator: " ")
    guard words.count > 3 else { return [fact] }
    let lines = max(1, (words.count + 3) / 7)
    return (0..<lines).map { index in
      words[index * words.count / lines..<(index + 1) * words.count / lines].joined(separator: " ").sentenceStart
    }
  }
}
