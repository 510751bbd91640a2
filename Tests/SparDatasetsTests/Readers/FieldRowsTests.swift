// One field of a JSON Lines file, every row or none.

@testable import SparDatasets
import Testing

@Suite("Rows of a field")
struct FieldRowsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(_ text: String, field: String = "question") throws -> [FieldRows.Row] {
    var reader = try FieldRows(path: folder.write("items.jsonl", text), field: field)
    var rows: [FieldRows.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test("texts and lists of texts are read with their line numbers, split at line feeds alone")
  func texts() throws {
    let found = try rows("{\"question\": \"one\u{2028}two\"}\n\n{\"question\": [\"a\", \"b\"], \"answer\": 4}\n")
    #expect(found == [.init(number: 1, texts: ["one\u{2028}two"]), .init(number: 3, texts: ["a", "b"])])
  }

  @Test(
    "a row without the text is an error that names its line",
    arguments: [
      ("{\"answer\": 4}", "line 2: there is no field \"question\", only answer."),
      ("{\"question\": 4}", "line 2: the field \"question\" holds neither a text nor a list of texts."),
      ("{\"question\": []}", "line 2: the field \"question\" holds neither a text nor a list of texts."),
      ("{\"question\": NaN}", "line 2: it is no JSON"),
      ("[1]", "line 2: there is no field \"question\", only no object."),
    ])
  func badRows(row: String, problem: String) throws {
    let error = #expect(throws: DatasetError.self) { try rows("{\"question\": \"one\"}\n\(row)\n") }
    #expect(error?.code == "dataset.rows_invalid")
    #expect(error?.message.contains(problem) == true, "\(error?.message ?? "")")
  }

  @Test("a file that is not there is an error")
  func missing() {
    let error = #expect(throws: DatasetError.self) { try FieldRows(path: "nowhere.jsonl", field: "text") }
    #expect(error?.message.contains("nowhere.jsonl") == true)
  }
}
