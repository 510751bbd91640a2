// A row of an export that holds what a test set holds out.

package import SparCore
internal import SparCuration
internal import SparStore

package struct Leak: Sendable, Equatable {
  /// The row's number, from 0.
  package let row: Int
  package let instruction: RecordID
  package let testSet: String
  /// The item's place in its test set, from 1, and its instruction.
  package let position: Int
  package let item: RecordID
  /// How: `same task`, `shared words`, `near-duplicate`, `neighbour`.
  package let kind: String
  /// What the kind is measured by: the words, the overlap, the cosine.
  package let detail: String

  /// The same in every project: no ids.
  package var reason: String { detail.isEmpty ? "\(kind) as \(place)" : "\(kind) with \(place): \(detail)" }

  private var place: String { "item \(position) of the test set '\(testSet)'" }

  init(row: Int, _ instruction: RecordID, _ testSet: TestSet, _ leak: HeldOut.Leak) {
    self.row = row
    self.instruction = instruction
    self.testSet = testSet.name
    position = leak.item + 1
    item = testSet.items[leak.item].instruction
    (kind, detail) = (leak.sign.kind, leak.sign.detail)
  }
}

/// What becomes of rows that leak.
package enum LeakPolicy: String, Sendable, CaseIterable {
  /// Nothing is written.
  case stop
  /// They are left out, each with its reason.
  case drop
}

extension HeldOut.Sign {
  fileprivate var kind: String {
    switch self {
    case .same: "same task"
    case .sharedWords: "shared words"
    case .nearDuplicate: "near-duplicate"
    case .neighbour: "neighbour"
    }
  }

  fileprivate var detail: String {
    switch self {
    case .same: ""
    case .sharedWords(let words): "\"\(words)\""
    case .nearDuplicate(let number), .neighbour(let number): Self.rounded(number)
    }
  }

  private static func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
