// What a user is shown of an error, and what a program ends with.

import SparCore
import Testing

@Suite("Errors")
struct SparErrorTests {
  private struct Sample: SparError {
    let code = "sample.error"
    let message = "The lamp is out."
    var hint: String?
  }

  @Test("an error reads as its sentence, with the hint where there is one")
  func description() {
    #expect(Sample().description == "The lamp is out.")
    #expect(Sample(hint: "Light it.").description == "The lamp is out. Light it.")
  }

  @Test("unless it says otherwise an error is final and ends a program with 1")
  func defaults() {
    #expect(!Sample().isRetryable && Sample().exitCode == .scriptError && Sample().exitCode.rawValue == 1)
  }
}
