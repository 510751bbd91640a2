// What an export format is: it shapes a row, or refuses it with a reason.

package import SparCore

/// One shape of rows. To add one: `<Name>Format.swift` in this folder, and a line in `FormatList.swift`.
package protocol DatasetFormat: Sendable {
  /// What scripts call it: `sft`.
  var name: String { get }
  /// One line for the card.
  var summary: String { get }
  /// The columns before `lineage`, in their order, with what each holds.
  var columns: [(name: String, meaning: String)] { get }
  /// The answers that a row of this format contains.
  func answers(of row: DatasetRow) -> [DatasetAnswer]
  /// The values of the columns. Every row has the same columns and types: floats have a decimal, what is missing is null.
  func values(of row: DatasetRow) throws(Refusal) -> [JSON]
}

/// Why a row would do harm in training.
package enum Refusal: String, Error, Sendable, CaseIterable {
  case emptyPrompt = "the prompt is empty"
  case noUserTurn = "the prompt does not end with a user turn"
  case noAnswer = "there is no answer"
  case emptyAnswer = "the answer is empty"
  case noRejected = "there is no rejected answer"
  case emptyRejected = "the rejected answer is empty"
  case equalAnswers = "chosen and rejected are equal"
  case twoDialogues = "chosen and rejected differ before their last reply"
  case leak = "it leaks an item of a test set"
}

extension DatasetFormat {
  func checkPrompt(_ row: DatasetRow) throws(Refusal) {
    guard row.prompt.contains(where: { !isBlank($0.content) }) else { throw .emptyPrompt }
    guard let last = row.prompt.last, last.role == .user else { throw .noUserTurn }
    guard !isBlank(last.content) else { throw .emptyPrompt }
  }

  func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy(\.isSpace) }

  func message(_ message: ChatMessage) -> JSON {
    ["role": .string(message.role.rawValue), "content": .string(message.content)]
  }

  func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
}
