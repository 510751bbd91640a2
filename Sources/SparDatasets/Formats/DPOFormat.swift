// Preference pairs: the same prompt with a better and a worse answer.

package import SparCore

/// `prompt`, `chosen`, `rejected`, all three as lists of messages: TRL then applies the model's chat template to them,
/// as it does to the `messages` of an SFT export; mixed forms fail there. There is no `instruction` column (TRL would
/// train without the prompt) and no `margin` (its reward trainer would take judge points for it).
package struct DPOFormat: DatasetFormat {
  package let name = "dpo"
  package let summary = "preference pairs for DPO and reward models"
  package let columns = [
    (name: "prompt", meaning: "the conversation up to the answer, as a list of {role, content}"),
    (name: "chosen", meaning: "the better answer, as a list of one assistant message"),
    (name: "rejected", meaning: "the worse answer, in the same form"),
    (name: "chosen_model", meaning: "the model that wrote the better answer"),
    (name: "rejected_model", meaning: "the model that wrote the worse answer"),
    (name: "chosen_score", meaning: "its mean score by the judges, 1 to 10, or null"),
    (name: "rejected_score", meaning: "its mean score by the judges, 1 to 10, or null"),
    (name: "score_gap", meaning: "by how much the better answer won, or null"),
  ]

  package init() {}

  package func answers(of row: DatasetRow) -> [DatasetAnswer] { [row.chosen, row.rejected].compactMap { $0 } }

  package func values(of row: DatasetRow) throws(Refusal) -> [JSON] {
    try checkPrompt(row)
    guard let chosen = row.chosen else { throw .noAnswer }
    guard !isBlank(chosen.text) else { throw .emptyAnswer }
    guard let rejected = row.rejected else { throw .noRejected }
    guard !row.isOfTwoDialogues else { throw .twoDialogues }
    guard !isBlank(rejected.text) else { throw .emptyRejected }
    guard !chosen.text.utf8.trimmingSpace.elementsEqual(rejected.text.utf8.trimmingSpace) else { throw .equalAnswers }
    return [
      .array(row.prompt.map(message)), answer(chosen), answer(rejected), .string(chosen.model), .string(rejected.model),
      number(chosen.score), number(rejected.score), number(row.scoreGap),
    ]
  }

  private func answer(_ answer: DatasetAnswer) -> JSON { .array([message(ChatMessage(.assistant, answer.text))]) }
}
