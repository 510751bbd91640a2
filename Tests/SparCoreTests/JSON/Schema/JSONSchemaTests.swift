// What schemas accept and refuse: facts of the standard (draft 2020-12), as its official test suite has them.

import SparCore
import Testing

struct JSONSchemaTests {
  /// A schema, a value, and whether the standard says that it fits.
  struct Fact: CustomTestStringConvertible, Sendable {
    let schema: String
    let value: String
    let fits: Bool
    init(_ schema: String, _ value: String, _ fits: Bool) {
      (self.schema, self.value, self.fits) = (schema, value, fits)
    }
    var testDescription: String { "\(value) \(fits ? "fits" : "does not fit") \(schema)" }
  }

  static let types: [Fact] = [
    .init(#"{"type":"integer"}"#, "1", true), .init(#"{"type":"integer"}"#, "1.0", true),
    .init(#"{"type":"integer"}"#, "1.1", false), .init(#"{"type":"integer"}"#, #""1""#, false),
    .init(#"{"type":"number"}"#, "1", true), .init(#"{"type":"number"}"#, "1.1", true),
    .init(#"{"type":"string"}"#, #""""#, true), .init(#"{"type":"boolean"}"#, "0", false),
    .init(#"{"type":"null"}"#, "null", true), .init(#"{"type":"null"}"#, "false", false),
    .init(#"{"type":["integer","string"]}"#, #""foo""#, true), .init(#"{"type":["integer","string"]}"#, "1.1", false),
    .init("true", "null", true), .init("false", #""foo""#, false), .init("{}", "[1]", true),
  ]

  static let numbers: [Fact] = [
    .init(#"{"minimum":1.1}"#, "1.1", true), .init(#"{"minimum":1.1}"#, "0.6", false),
    .init(#"{"minimum":-2}"#, "-2.0001", false), .init(#"{"minimum":1.1}"#, #""x""#, true),
    .init(#"{"maximum":300}"#, "300.00", true), .init(#"{"maximum":300}"#, "300.5", false),
    .init(#"{"exclusiveMinimum":1.1}"#, "1.1", false), .init(#"{"exclusiveMaximum":3.0}"#, "3.0", false),
    .init(#"{"exclusiveMaximum":3.0}"#, "2.2", true), .init(#"{"multipleOf":2}"#, "10", true),
    .init(#"{"multipleOf":2}"#, "7", false), .init(#"{"multipleOf":1.5}"#, "4.5", true),
    .init(#"{"multipleOf":1.5}"#, "35", false), .init(#"{"multipleOf":0.0001}"#, "0.0075", true),
    .init(#"{"multipleOf":0.0001}"#, "0.00751", false),
    .init(#"{"maximum":9007199254740992}"#, "9007199254740993", false),
  ]

  static let texts: [Fact] = [
    .init(#"{"minLength":2}"#, #""fo""#, true), .init(#"{"minLength":2}"#, #""f""#, false),
    .init(#"{"minLength":2}"#, #""💩""#, false), .init(#"{"maxLength":2}"#, #""💩💩""#, true),
    .init(#"{"maxLength":2}"#, #""foo""#, false), .init(#"{"maxLength":2}"#, "100", true),
    .init(#"{"format":"email"}"#, #""not an address""#, true),
  ]

  static let choices: [Fact] = [
    .init(#"{"enum":[1,2,3]}"#, "4", false), .init(#"{"enum":[6,"foo",[],true,{"foo":12}]}"#, "[]", true),
    .init(#"{"enum":[6,"foo",[],true,{"foo":12}]}"#, #"{"foo":false}"#, false),
    .init(#"{"enum":[false]}"#, "0", false), .init(#"{"enum":[0]}"#, "0.0", true),
    .init(#"{"enum":[1]}"#, "true", false),
    .init(#"{"const":2}"#, "2", true), .init(#"{"const":2}"#, "5", false), .init(#"{"const":-2.0}"#, "-2", true),
    .init(#"{"const":{"a":1,"b":[2]}}"#, #"{"b":[2.0],"a":1}"#, true), .init(#"{"const":null}"#, "0", false),
  ]

  static let lists: [Fact] = [
    .init(#"{"items":{"type":"integer"}}"#, "[1,2,3]", true),
    .init(#"{"items":{"type":"integer"}}"#, #"[1,"x"]"#, false),
    .init(#"{"items":{"type":"integer"}}"#, #"{"foo":"bar"}"#, true), .init(#"{"items":false}"#, "[]", true),
    .init(#"{"items":false}"#, "[1]", false),
    .init(#"{"prefixItems":[{"type":"integer"},{"type":"string"}]}"#, #"[1,"foo"]"#, true),
    .init(#"{"prefixItems":[{"type":"integer"},{"type":"string"}]}"#, #"["foo",1]"#, false),
    .init(#"{"prefixItems":[{"type":"integer"},{"type":"string"}]}"#, "[1]", true),
    .init(#"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}"#, #"["x",2,3]"#, true),
    .init(#"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}"#, #"["x","y"]"#, false),
    .init(#"{"minItems":1}"#, "[]", false), .init(#"{"maxItems":2}"#, "[1,2,3]", false),
    .init(#"{"uniqueItems":true}"#, "[1,2]", true), .init(#"{"uniqueItems":true}"#, "[1.0,1.00,1]", false),
    .init(#"{"uniqueItems":true}"#, "[0,false]", true),
    .init(#"{"uniqueItems":true}"#, #"[{"a":1,"b":2},{"b":2,"a":1}]"#, false),
    .init(#"{"uniqueItems":true}"#, "[[1],[true]]", true), .init(#"{"uniqueItems":false}"#, "[1,1]", true),
  ]

  static let objects: [Fact] = [
    .init(#"{"properties":{"foo":{"type":"integer"}}}"#, #"{"foo":1,"bar":"x"}"#, true),
    .init(#"{"properties":{"foo":{"type":"integer"}}}"#, #"{"foo":"x"}"#, false),
    .init(#"{"properties":{"foo":{"type":"integer"}}}"#, "[]", true),
    .init(#"{"properties":{"foo":true,"bar":false}}"#, #"{"bar":2}"#, false),
    .init(#"{"required":["foo"]}"#, #"{"foo":1}"#, true), .init(#"{"required":["foo"]}"#, #"{"bar":1}"#, false),
    .init(#"{"required":["foo"]}"#, "12", true),
    .init(#"{"properties":{"foo":{}},"additionalProperties":false}"#, #"{"foo":1}"#, true),
    .init(#"{"properties":{"foo":{}},"additionalProperties":false}"#, #"{"foo":1,"quux":true}"#, false),
    .init(#"{"additionalProperties":{"type":"boolean"}}"#, #"{"foo":1}"#, false),
    .init(#"{"minProperties":1}"#, "{}", false), .init(#"{"maxProperties":2}"#, #"{"a":1,"b":2,"c":3}"#, false),
  ]

  static let combinations: [Fact] = [
    .init(#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#, "2.5", true),
    .init(#"{"anyOf":[{"type":"integer"},{"minimum":2}]}"#, "1.5", false),
    .init(#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "2.5", true),
    .init(#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", false),
    .init(#"{"allOf":[{"maximum":30},{"minimum":20}]}"#, "25", true),
    .init(#"{"allOf":[{"maximum":30},{"minimum":20}]}"#, "35", false),
    .init(#"{"not":{"type":"integer"}}"#, #""foo""#, true), .init(#"{"not":{"type":"integer"}}"#, "1", false),
    .init(#"{"not":{"not":{"type":"integer"}}}"#, "1", true), .init(#"{"anyOf":[true,false]}"#, "1", true),
  ]

  static let references: [Fact] = [
    .init(##"{"properties":{"foo":{"$ref":"#"}},"additionalProperties":false}"##, #"{"foo":{"foo":false}}"#, true),
    .init(##"{"properties":{"foo":{"$ref":"#"}},"additionalProperties":false}"##, #"{"foo":{"bar":false}}"#, false),
    .init(##"{"prefixItems":[{"type":"integer"},{"$ref":"#/prefixItems/0"}]}"##, "[1,2]", true),
    .init(##"{"prefixItems":[{"type":"integer"},{"$ref":"#/prefixItems/0"}]}"##, #"[1,"foo"]"#, false),
    .init(##"{"$defs":{"a/b":{"type":"integer"}},"$ref":"#/$defs/a~1b"}"##, #""x""#, false),
    .init(##"{"$defs":{"a%b":{"type":"integer"}},"$ref":"#/$defs/a%25b"}"##, "1", true),
    .init(##"{"$defs":{"list":{"type":"array"}},"$ref":"#/$defs/list","maxItems":2}"##, "[1,2,3]", false),
    .init(
      ##"{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","required":["nodes"],"properties":{"nodes":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}}}"##,
      #"{"nodes":[{"nodes":[]},{"nodes":[{"leaf":1}]}]}"#, false),
  ]

  @Test(
    "the standard's facts hold",
    arguments: types + numbers + texts + choices + lists + objects + combinations + references)
  func facts(_ fact: Fact) throws {
    let schema = try JSONSchema(JSON(parsing: fact.schema))
    #expect(schema.accepts(try JSON(parsing: fact.value)) == fact.fits)
  }

  @Test("faults name their place and what is wanted there")
  func places() throws {
    let schema = try JSONSchema([
      "type": "object", "required": ["items", "title"],
      "properties": [
        "items": [
          "type": "array",
          "items": ["properties": ["score": ["type": "number"], "a/b": ["maximum": 10]]],
        ]
      ],
    ])
    let value = try JSON(parsing: #"{"items":[{"score":1},{"score":"high","a/b":12}]}"#)
    #expect(
      schema.faults(in: value).map(\.description) == [
        "The value lacks 'title'.", "/items/1/score must be a number, not a string.",
        "/items/1/a~1b must be at most 10, not 12.",
      ])
  }

  @Test("where no form fits, the faults of the nearest one are told")
  func nearestForm() throws {
    let schema = try JSONSchema([
      "anyOf": [["type": "null"], ["properties": ["kind": ["const": "a"], "n": ["type": "integer"]]]]
    ])
    #expect(
      schema.faults(in: ["kind": "a", "n": "one"]).map(\.description) == [
        "The value fits none of the 2 forms it may have.", "/n must be an integer, not a string.",
      ])
  }

  @Test(
    "what is not supported is refused by its name and place",
    arguments: [
      (
        #"{"properties":{"a":{"pattern":"^x"}}}"#,
        "The schema uses 'pattern' at #/properties/a/pattern, which is not supported."
      ),
      (#"{"if":{}}"#, "The schema uses 'if' at #/if, which is not supported."),
      (
        #"{"type":"int"}"#,
        #"The schema has "int" for a type at #/type; types are null, boolean, integer, number, string, array, object."#
      ),
      (#"{"required":{}}"#, "The schema needs a list of names at #/required."),
      (#"{"items":[{}]}"#, "A schema must be an object, and #/items is an array."),
      (#"{"exclusiveMinimum":true}"#, "The schema needs a number at #/exclusiveMinimum."),
      (
        #"{"$ref":"other.json"}"#,
        #"The schema refers to "other.json" at #/$ref; a $ref must lead to a place in the schema (#/$defs/…)."#
      ),
      (
        #"{"$defs":{"a":{"items":{"contains":{}}}}}"#,
        "The schema uses 'contains' at #/$defs/a/items/contains, which is not supported."
      ),
    ])
  func refusals(_ schema: String, _ sentence: String) throws {
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(JSON(parsing: schema)) }
    #expect(error?.description == sentence)
  }

  @Test("unknown keywords are annotations, also where they hold what would be refused in a schema")
  func annotations() throws {
    let schema = try JSONSchema(["x-order": ["pattern": 1], "examples": [["if": 2]], "default": 3, "type": "string"])
    #expect(schema.accepts("a"))
  }

  @Test(
    "a schema that refers to itself without end, and one that branches without end, come to an end",
    .timeLimit(.minutes(5)))
  func bounded() throws {
    let circle = try JSONSchema([
      "$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/b"], "b": ["$ref": "#/$defs/a"]],
    ])
    #expect(circle.faults(in: 1).map(\.sentence) == ["takes too much work to check"])
    let branches = try JSONSchema(["anyOf": [["not": ["$ref": "#"]], ["not": ["$ref": "#"]]]])
    #expect(branches.faults(in: 1).count <= 12)
  }

  @Test("a long list of numbers is compared in little time")
  func longLists() throws {
    let schema = try JSONSchema(["uniqueItems": true])
    #expect(schema.accepts(.array((0..<100_000).map { .int($0) })))
  }
}
