// Rows of JSONL, JSON and CSV, with their lines, and what is refused.

import SparCore
import SparDatasets
import Testing

@Suite("Rows of foreign files")
struct RowSourceTests {
  private static let row = #"{"model_a": "x", "model_b": "y", "winner": "model_a"}"#

  @Test("lines of JSONL end at a line feed and nowhere else")
  func separators() throws {
    let text = "{\"instruction\": \"one\u{2028}line\u{85}still\", \"output\": \"a\"}\n{\"instruction\": \"two\"}\n"
    let read = try ImportRows(.instructions, text)
    #expect(read.exchanges.map(\.task?.text) == ["one\u{2028}line\u{85}still", "two"])
    #expect(read.rows.map(\.line) == [1, 2])
  }

  @Test("a bare NaN is refused with its line, and the rows around it are read")
  func notANumber() throws {
    let bad = #"{"model_a": "x", "model_b": "y", "outcome": NaN, "note": "NaN in a text is none"}"#
    let read = try ImportRows(.battles, "\(Self.row)\n\n\(bad)\n\(Self.row)\n")
    #expect(read.battles.count == 2)
    #expect(read.bad.map(\.line) == [3])
    #expect(read.bad[0].reason == "NaN is no number of JSON")
  }

  @Test("an array is cut into its elements, each with the line on which it begins")
  func array() throws {
    let text = "[\n  \(Self.row),\n  {\"model_a\": \"]}\",\n   \"model_b\": \"\\\"{\", \"winner\": \"tie\"}\n]\n"
    let read = try ImportRows(.battles, text, name: "rows.json")
    #expect(read.rows.map(\.line) == [2, 3])
    #expect(read.battles.map(\.modelA) == ["x", "]}"])
    #expect(read.battles[1].modelB == "\"{")
  }

  @Test("a damaged element of an array costs itself alone")
  func damagedElement() throws {
    let read = try ImportRows(.battles, "[\(Self.row), {\"model_a\": }, \(Self.row)]", name: "rows.json")
    #expect(read.battles.count == 2)
    #expect(read.bad.count == 1)
  }

  @Test("values one behind the other are read from a file that calls itself JSON")
  func values() throws {
    #expect(try ImportRows(.battles, "\(Self.row)\n\(Self.row)\n", name: "rows.json").battles.count == 2)
  }

  @Test("a table has its fields in its head; numbers may be texts, empty cells say nothing")
  func table() throws {
    let text = "model_a,model_b,outcome,judge,weight\nx,y,0.75,,2\n\"x, the first\",y,0,me,\n"
    let read = try ImportRows(.battles, text, name: "rows.csv")
    #expect(read.battles.map(\.share) == [0.75, 0])
    #expect(read.battles.map(\.judge) == [nil, "me"])
    #expect(read.battles.map(\.weight) == [2, nil])
    #expect(read.battles[1].modelA == "x, the first")
  }

  @Test("a row with too few cells is refused with its line")
  func cells() throws {
    let read = try ImportRows(.battles, "model_a,model_b,winner\nx,y,tie\nx,y\n", name: "rows.csv")
    #expect(read.bad.map(\.sentence).first?.hasSuffix("rows.csv:3: 2 cells under a head of 3") == true)
  }

  @Test("a file without a telling name is known by its first character")
  func sniffed() throws {
    #expect(try ImportRows(.battles, "[\(Self.row)]", name: "log").battles.count == 1)
    #expect(try ImportRows(.battles, Self.row + "\n", name: "log").battles.count == 1)
    #expect(try ImportRows(.battles, "model_a;model_b;winner\nx;y;tie\n", name: "log").battles.count == 1)
  }

  @Test("a row that is no object, and one that is cut off, are told apart")
  func broken() throws {
    let read = try ImportRows(.battles, "[1, 2]\n\(Self.row)\n{\"model_a\": \"x\n")
    #expect(read.bad[0].reason == "the row is no object")
    #expect(read.bad[1].reason.hasPrefix("not JSON: "))
  }

  @Test("what a form does not know is kept")
  func rest() throws {
    let text = #"{"model_a": "x", "model_b": "y", "winner": "tie", "anony": true, "empty": null, "conv": {"turns": 2}}"#
    let rest = try ImportRows(.battles, text).rows[0].rest
    #expect(JSON.object(rest) == ["anony": true, "conv": ["turns": 2]])
  }

  @Test("fields with another name are found where they are named")
  func renamed() throws {
    var options = ImportOptions()
    options.fields = ["model_a": "left", "model_b": "right", "winner": "result"]
    let read = try ImportRows(.battles, "left,right,result\nx,y,b\n", name: "rows.csv", options: options)
    #expect(read.battles.map(\.share) == [0])
    #expect(read.rows[0].rest.keys.isEmpty)
  }

  @Test("rows of no known form are refused with what was found and what is known")
  func unknownForm() throws {
    let error = try #require(throws: DatasetError.self) {
      try ImportRows(.battles, #"{"left": "x", "right": "y"}"#, name: "log.jsonl")
    }
    #expect(error.code == "import.form_unknown")
    #expect(error.exitCode == .usage)
    #expect(error.message.hasSuffix("log.jsonl:1 has the fields left, right, which is no known form of battles."))
    #expect(error.hint?.contains("lmsys (model_a, model_b, winner or outcome)") == true)
  }

  @Test("a form that is named must be one of the kind")
  func namedForm() throws {
    var options = ImportOptions()
    options.form = "alpaca"
    let error = try #require(throws: DatasetError.self) { try ImportRows(.battles, Self.row, options: options) }
    #expect(error.message == "There is no form \"alpaca\" of battles.")
  }

  @Test("files without a row that can be used are an error that names the first reason")
  func nothing() throws {
    let error = try #require(throws: DatasetError.self) {
      try ImportRows(.battles, #"{"model_a": "x", "model_b": "y", "winner": "x and y"}"#)
    }
    #expect(error.code == "import.empty")
    #expect(error.message.contains("winner is 'x and y', not model_a, model_b, tie or tie (bothbad)"))
  }
}
