// The pieces that are put together here read as Stencil reads them.

import SparCore
import Stencil
import Testing

@testable import SparPrompts

@Suite("Rendering compared with Stencil") struct StencilEqualityTests {
  private static let values: [String: JSON] = [
    "passage": "Line one.\n\n  {{ count }} {% if %} \u{1F600} ", "count": 3, "ratio": 0.5, "flag": false, "empty": "",
    "list": ["a", "b"], "zero": 0, "minus": -1.5, "object": ["a": 1], "none": [], "some": [0],
  ]
  private var plain: [String: Any] {
    [
      "passage": "Line one.\n\n  {{ count }} {% if %} \u{1F600} ", "count": 3, "ratio": 0.5, "flag": false, "empty": "",
      "list": ["a", "b"], "zero": 0, "minus": -1.5, "object": ["a": 1], "none": [String](), "some": [0],
    ]
  }

  @Test(
    "a body renders to the same text",
    arguments: [
      "", "no tags at all", "{{ passage }}", "{{passage}}", "{{  passage  }}",
      "a {{ count }} b {{ ratio }} c {{ flag }}",
      "{ {{ count }} }", "{\"first\": {{ count }}}", "{{ empty }}", "{{ passage }}{{ passage }}\n\n{{ count }}\n",
      "é{{ count }}🇩🇪", "a { b } % # {x", "before {# note #}after", "{# {{ passage }} #}{{ count }}",
      "x{% if count > 2 %} {{ passage }} {% else %}no{% endif %}y", "{% if flag %}a{% endif %}b",
      "{% if list %}{{ count }}{% elif flag %}b{% else %}c{% endif %}",
      "{% if empty %}a{% elif ratio %}{{ ratio }}{% endif %}",
      "{% if not passage %}a{% elif not empty %}{% if count %}b{% endif %}{% endif %}",
      "{% if nothing %}a{% else %}b{% endif %}",
      "{% if zero %}a{% elif minus %}b{% elif object %}c{% endif %}",
      "{% if not none %}{% if some %}a{% endif %}{% endif %}",
      "{% if flag %}a{% elif count == 3 %}b{% endif %}",
      "{% for x in list %}{{ x }}{% if not forloop.last %}, {% endif %}{% endfor %}.", "{{ list.0 }}{{ list.count }}",
      "{{ passage|uppercase }}", "{{ list|join:\"-\" }}", "{% if count == 3 and not empty %}{{ ratio }}{% endif %}",
    ])
  func same(body: String) throws {
    let inputs =
      Self.values.keys.sorted().map { AgentInput(name: $0) } + [AgentInput(name: "nothing", isOptional: true)]
    let ours = try TemplateBody(body, inputs: inputs).render(Self.values)
    #expect(try ours == Template(templateString: body).render(plain))
  }
}
