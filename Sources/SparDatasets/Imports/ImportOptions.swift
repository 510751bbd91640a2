// The settings of an import.

package struct ImportOptions: Sendable, Equatable {
  /// The form of the rows; `nil` where their fields tell.
  package var form: String?
  /// Whose the recorded answers are, where rows do not say.
  package var model: String?
  /// Who judged, where rows do not say: a judge's name, for votes a person's.
  package var judge: String?
  /// How much a verdict weighs, where rows do not say.
  package var weight: Double?
  /// The set that the rows' question ids belong to: ids of two sets have nothing to do with each other.
  package var set = ""
  /// Fields that have another name in these files: the usual name, and theirs.
  package var fields: [String: String] = [:]
  /// The longest row, in bytes.
  package var largestRow = 64 << 20

  package init() {}
}
