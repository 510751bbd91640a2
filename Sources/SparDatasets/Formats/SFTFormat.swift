// Supervised fine-tuning: the conversation with its best answer.

package import SparCore

/// `messages`, as TRL, axolotl and the OpenAI fine-tuning interface read it. There is no `prompt` column: TRL refuses
/// rows with both.
package struct SFTFormat: DatasetFormat {
  package let name = "sft"
  package let summary = "supervised fine-tuning, one conversation per row"
  package let columns = [
    (name: "messages", meaning: "the conversation as a list of {role, content}, ending with the assistant's answer"),
    (name: "model", meaning: "the model that wrote the answer"),
    (name: "score", meaning: "the answer's mean score by the judges, 1 to 10, or null"),
  ]

  package init() {}

  package func answers(of row: DatasetRow) -> [DatasetAnswer] { row.chosen.map { [$0] } ?? [] }

  package func values(of row: DatasetRow) throws(Refusal) -> [JSON] {
    try checkPrompt(row)
    guard let chosen = row.chosen else { throw .noAnswer }
    guard !isBlank(chosen.text) else { throw .emptyAnswer }
    let messages = row.prompt + [ChatMessage(.assistant, chosen.text)]
    return [.array(messages.map(message)), .string(chosen.model), number(chosen.score)]
  }
}
