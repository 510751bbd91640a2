// The list of export formats, by the names that scripts use.

package enum FormatList {
  package static let all: [any DatasetFormat] = [SFTFormat(), DPOFormat(), PromptFormat()]

  /// - Throws: `dataset.format_unknown`.
  package static func format(named name: String) throws(DatasetError) -> any DatasetFormat {
    guard let format = all.first(where: { $0.name == name }) else { throw .unknownFormat(name, known: all.map(\.name)) }
    return format
  }
}
