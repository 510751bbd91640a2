// JSON over several lines.

import SparCore
import Testing

@Suite("Indented JSON") struct IndentationTests {
  @Test("one member a line, two spaces a level, what is empty on its line")
  func indented() throws {
    let value: JSON = ["name": "a \"b\"", "list": [1, ["x": true]], "none": [], "object": .object(JSONObject())]
    let text = """
      {
        "name": "a \\"b\\"",
        "list": [
          1,
          {
            "x": true
          }
        ],
        "none": [],
        "object": {}
      }
      """
    #expect(value.indentedText == text)
    #expect(try JSON(parsing: value.indentedText) == value)
    #expect(JSON.string("x").indentedText == "\"x\"")
  }
}
