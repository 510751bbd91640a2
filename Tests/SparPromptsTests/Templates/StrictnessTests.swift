// What is refused when a template is loaded, with its line and what to try.

import SparCore
import Testing

@testable import SparPrompts

@Suite("Strict templates") struct StrictnessTests {
  private static let inputs = [
    AgentInput(name: "passage"), AgentInput(name: "options"), AgentInput(name: "code", isOptional: true),
  ]

  private func refusal(_ body: String) -> TemplateError? {
    #expect(throws: TemplateError.self) { try TemplateBody(body, line: 10, inputs: Self.inputs) }
  }

  @Test(
    "an undeclared name is found on every branch, in every position",
    arguments: [
      "{{ pasage }}", "{{ pasage|uppercase }}", "{{ pasage.text }}", "{% if pasage %}{% endif %}",
      "{% if not pasage %}{% endif %}", "{% if code == pasage %}{% endif %}", "{% if code and (pasage) %}{% endif %}",
      "{% if code %}{% else %}{{ pasage }}{% endif %}", "{% if code %}{% elif pasage %}{% endif %}",
      "{% for x in pasage %}{% endfor %}", "{% for x in options %}{{ pasage }}{% endfor %}",
      "{% for x in options %}{% empty %}{{ pasage }}{% endfor %}",
    ])
  func undeclared(body: String) {
    let error = refusal("one\ntwo\n\(body)")
    #expect(error?.kind == .inputUndeclared)
    #expect(error?.line == 12)
    #expect(error?.sentence.contains("'pasage'") == true)
    #expect(error?.hint?.contains("'passage'") == true)
  }

  @Test("the name of an element is known inside its loop only")
  func loopScope() throws {
    _ = try TemplateBody("{% for x in options %}{{ x.a }}{{ forloop.counter }}{% endfor %}", inputs: Self.inputs)
    #expect(refusal("{% for x in options %}{% endfor %}{{ x }}")?.kind == .inputUndeclared)
    #expect(refusal("{{ forloop.counter }}")?.kind == .inputUndeclared)
    #expect(refusal("{% for passage in options %}{% endfor %}")?.sentence.contains("taken") == true)
  }

  @Test(
    "a misspelt filter or tag names the nearest one",
    arguments: [
      ("{{ passage|upercase }}", "uppercase"), ("{% if code|defualt:\"a\" %}{% endif %}", "default"),
      ("{% fi code %}", "if"), ("{% endfo %}", "endfor"),
    ])
  func misspelt(body: String, nearest: String) {
    let error = refusal(body)
    #expect(error?.line == 10)
    #expect(error?.hint?.contains("'\(nearest)'") == true)
  }

  @Test(
    "malformed tags are refused with the line on which they start",
    arguments: [
      "{{ passage", "{{ }}", "{{ passage passage }}", "{{ passage. }}", "{{ passage|join:code }}", "{{ \"open }}",
      "{{ passage if code }}", "{{ options.last }}", "{{ 1...3 }}", "{% if %}{% endif %}",
      "{% if code == %}{% endif %}",
      "{% if and code %}{% endif %}", "{% if (code %}{% endif %}", "{% if code", "{% if code %}", "{% endif %}",
      "{% else %}", "{% for x in options %}{% endif %}{% endfor %}", "{% if code %}{% else %}{% else %}{% endif %}",
      "{% for x options %}{% endfor %}", "{% for x, y, z in options %}{% endfor %}", "{% for x in options %}",
      "{% for x in options %}{% else %}{% endfor %}", "{% include \"other\" %}", "{% endif code %}", "{# never closed",
    ])
  func malformed(body: String) {
    let error = refusal("\(body)\nmore\n")
    #expect(error?.kind == .malformed)
    #expect(error?.line == 10)
  }

  @Test("lines are counted through tags that vanish")
  func lines() {
    let error = refusal("{% if code %}\na\n{# a note\nof two lines #}\n{{ passage }}\n{% endif %}\n{{ nothing }}")
    #expect(error?.line == 16)
  }
}
