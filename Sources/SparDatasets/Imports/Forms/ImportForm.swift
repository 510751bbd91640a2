// What a form of rows is: how it is recognised, and what its rows say.

internal import SparCore

/// One way in which others write rows. To add one: a file in this folder, and a line in `ImportFormList`.
protocol ImportForm: Sendable {
  var name: String { get }
  var kinds: Set<ImportKind> { get }
  /// The fields by which a person knows it.
  var fields: String { get }

  /// Whether a row with these fields looks like one of this form.
  func fits(_ row: JSONObject) -> Bool
  /// What the row says; several items where it holds several.
  func items(of fields: inout ImportFields) throws(ImportRowError) -> [ImportedItem]
}

/// The forms that are known, those first that ask for most.
enum ImportFormList {
  static let all: [any ImportForm] = [
    VoteForm(), AnnotationForm(), BattleForm(), SeatedPairForm(),
    ModelAnswerForm(), ModelOutputForm(),
    MessagesForm(), ShareGPTForm(), SeedTaskForm(), AlpacaForm(), QuestionForm(),
  ]

  static func forms(of kind: ImportKind) -> [any ImportForm] { all.filter { $0.kinds.contains(kind) } }

  /// - Throws: `import.form_unknown`.
  static func form(named name: String, of kind: ImportKind) throws(DatasetError) -> any ImportForm {
    let forms = forms(of: kind)
    if let form = forms.first(where: { $0.name == name }) { return form }
    throw .unknownForm("There is no form \"\(name)\" of \(kind.rawValue).", known: described(forms))
  }

  /// The form that the fields of a row show.
  /// - Throws: `import.form_unknown`, with the fields that were found.
  static func form(
    of row: JSONObject, kind: ImportKind, place: String
  ) throws(DatasetError) -> any ImportForm {
    let forms = forms(of: kind)
    if let form = forms.first(where: { $0.fits(row) }) { return form }
    let found = row.keys.isEmpty ? "no fields" : "the fields \(row.keys.prefix(20).joined(separator: ", "))"
    throw .unknownForm("\(place) has \(found), which is no known form of \(kind.rawValue).", known: described(forms))
  }

  private static func described(_ forms: [any ImportForm]) -> [String] { forms.map { "\($0.name) (\($0.fields))" } }
}

extension JSONObject {
  func has(_ names: String...) -> Bool { names.contains { self[$0] != nil } }
}
