// Types and the passages they suit; outcomes that count.

import SparCore
import Testing

@Suite("Taxonomies and outcomes")
struct TaxonomyTests {
  @Test("a type suits the transformations it names, or all of them where it names none")
  func applies() {
    let anywhere = TaxonomyNode(name: "a", definition: "", answerFormat: "")
    let debates = TaxonomyNode(name: "b", definition: "", answerFormat: "", transformations: ["debate"])
    #expect(anywhere.applies(to: "poem") && debates.applies(to: "debate") && !debates.applies(to: "poem"))
  }

  @Test("only a, b and tie are rated")
  func rated() {
    #expect(Outcome.allCases.filter(\.isRated) == [.a, .b, .tie])
  }
}
