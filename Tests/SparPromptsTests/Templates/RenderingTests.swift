// What filling in a template does and does not do to values.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Rendering") struct RenderingTests {
  private func render(_ body: String, _ values: [String: JSON], optional: Set<String> = []) throws -> String {
    let inputs = Set(values.keys).union(optional).sorted().map {
      AgentInput(name: $0, isOptional: optional.contains($0))
    }
    return try TemplateBody(body, inputs: inputs).render(values)
  }

  @Test(
    "values are inserted literally, inside and outside of conditions",
    arguments: [
      "{{ passage }}", "{% if x %}", "{# no comment #}", "<b>&amp;</b> \"'", "  spaces around \n", "=== user ===",
      "a\r\nb",
      "\u{2028}é🇩🇪",
    ])
  func literal(value: String) throws {
    #expect(try render("<{{ passage }}>", ["passage": .string(value)]) == "<\(value)>")
    #expect(try render("{% if passage %}<{{ passage }}>{% endif %}", ["passage": .string(value)]) == "<\(value)>")
    #expect(try render("{% for x in list %}<{{ x }}>{% endfor %}", ["list": [.string(value)]]) == "<\(value)>")
  }

  @Test("numbers and truth values are written as in Lua's and JSON's integers and decimals")
  func scalars() throws {
    let values: [String: JSON] = ["a": 3, "b": 2.5, "c": true, "d": .int(.max)]
    let expected = "3 2.5 true 9223372036854775807"
    #expect(try render("{{ a }} {{ b }} {{ c }} {{ d }}", values) == expected)
    #expect(try render("{% if c %}{{ a }} {{ b }} {{ c }} {{ d }}{% endif %}", values) == expected)
  }

  @Test("an optional input that is not given is false in a condition and empty in text")
  func optional() throws {
    let body = "{% if code %}Code: {{ code }}.{% else %}No code.{% endif %}[{{ code }}]"
    #expect(try render(body, [:], optional: ["code"]) == "No code.[]")
    #expect(try render(body, ["code": .null], optional: ["code"]) == "No code.[]")
    #expect(try render(body, ["code": ""], optional: ["code"]) == "No code.[]")
    #expect(try render(body, ["code": "swift"], optional: ["code"]) == "Code: swift.[swift]")
  }

  @Test("conditions compare and combine")
  func conditions() throws {
    let body = "{% if n > 1 and not (kind == \"x y\") %}many{% elif n == 1 %}one{% else %}other{% endif %}"
    #expect(try render(body, ["n": 2, "kind": "z"]) == "many")
    #expect(try render(body, ["n": 1, "kind": "z"]) == "one")
    #expect(try render(body, ["n": 2, "kind": "x y"]) == "other")
  }

  @Test("loops go over lists, objects and nested lists")
  func loops() throws {
    let list: JSON = [["name": "a", "tags": ["x", "y"]], ["name": "b", "tags": []]]
    let body = """
      {% for item in list %}{{ forloop.counter }} {{ item.name }}:\
      {% for tag in item.tags %} {{ tag }}{% empty %} none{% endfor %};{% endfor %}
      """
    #expect(try render(body, ["list": list]) == "1 a: x y;2 b: none;")
    let pairs = "{% for key, value in object %}{{ key }}={{ value }} {% endfor %}"
    #expect(try render(pairs, ["object": ["b": 2, "a": 1]]) == "a=1 b=2 ")
  }

  @Test("filters work, and default fills in for what is missing only")
  func filters() throws {
    #expect(try render("{{ list | join: \", \" }}", ["list": ["a", "b|c"]]) == "a, b|c")
    #expect(try render("{{ code|default:\"plain\" }}", [:], optional: ["code"]) == "plain")
    #expect(try render("{{ code|default:\"plain\" }}", ["code": "nil"]) == "nil")
    #expect(try render("{{ code|uppercase }}", ["code": "ab"]) == "AB")
  }

  @Test("a line that holds only a tag leaves no line behind")
  func tagLines() throws {
    let body = """
      One.
        {% if code %}
      Code: {{ code }}
        {% endif %}
      {# a note #}
      Two.
      """
    #expect(try render(body, ["code": "c"]) == "One.\nCode: c\nTwo.")
    #expect(try render(body, [:], optional: ["code"]) == "One.\nTwo.")
  }

  @Test("a list where text is inserted is an error with its line")
  func listAsText() throws {
    for body in ["a\n{{ list }}", "a\n{% if list %}{{ list }}{% endif %}"] {
      let error = #expect(throws: TemplateError.self) { try render(body, ["list": ["a"]]) }
      #expect(error?.kind == .inputKind && error?.line == 2)
      #expect(error?.sentence.contains("'list'") == true)
    }
  }

  @Test("a member that is not there is an error, not nothing")
  func missingMember() throws {
    let body = "{% for item in list %}\n{{ item.nmae }}{% endfor %}"
    let error = #expect(throws: TemplateError.self) { try render(body, ["list": [["name": "a"]]]) }
    #expect(error?.kind == .inputMissing && error?.line == 2)
    #expect(error?.sentence.contains("item.nmae") == true)
  }

  @Test("a loop over text is an error")
  func loopOverText() throws {
    let error = #expect(throws: TemplateError.self) {
      try render("{% for x in list %}{{ x }}{% endfor %}", ["list": "text"])
    }
    #expect(error?.kind == .inputKind)
  }

  @Test("one body renders on many threads at once")
  func concurrent() async throws {
    let inputs = [AgentInput(name: "list"), AgentInput(name: "name")]
    let body = try TemplateBody("{% for x in list %}{{ name|uppercase }}{{ x }}{% endfor %}", inputs: inputs)
    let texts = await withTaskGroup(of: String?.self) { group in
      for number in 0..<200 {
        group.addTask { try? body.render(["list": [.int(Int64(number)), 7], "name": "n"]) }
      }
      return await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(texts == Set((0..<200).map { "N\($0)N7" }))
  }
}
