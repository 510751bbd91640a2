// Instructions without answers, for trainers that let the model answer itself.

package import SparCore

/// `prompt` as a list of messages: what GRPO and RLOO in TRL read, whose other columns go to the reward function.
package struct PromptFormat: DatasetFormat {
  package let name = "prompt"
  package let summary = "instructions without answers, one per row"
  package let columns = [
    (name: "prompt", meaning: "what the model is asked, as a list of {role, content}"),
    (name: "skill", meaning: "the skill whose flow wrote it, or null"),
    (name: "type", meaning: "its type in the skill's taxonomy, or null"),
    (name: "answerability", meaning: "answerable, or why a right response declines or asks back"),
  ]

  package init() {}

  package func answers(of row: DatasetRow) -> [DatasetAnswer] { [] }

  package func values(of row: DatasetRow) throws(Refusal) -> [JSON] {
    try checkPrompt(row)
    return [.array(row.prompt.map(message)), text(row.skill), text(row.type), text(row.answerability)]
  }

  private func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}
