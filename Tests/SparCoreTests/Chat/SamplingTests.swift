// Sampling parameters: who has the last word, and how they go over the wire.

import SparCore
import Testing

@Suite("Sampling")
struct SamplingTests {
  private let full = Sampling(temperature: 0.2, topP: 0.9, maxTokens: 10, seed: 1, stop: ["x"])

  @Test("what is set wins over the defaults, what is open comes from them")
  func merging() {
    let mine = Sampling(temperature: 0, seed: 7)
    let merged = mine.merged(over: full)
    #expect(merged == Sampling(temperature: 0, topP: 0.9, maxTokens: 10, seed: 7, stop: ["x"]))
  }

  @Test("merging over nothing or nothing over something changes nothing")
  func identity() {
    #expect(full.merged(over: Sampling()) == full)
    #expect(Sampling().merged(over: full) == full)
    #expect(Sampling(stop: ["y"]).merged(over: full).stop == ["y"])
  }

  @Test("the wire has the set parameters alone, in a fixed order")
  func wire() {
    #expect(full.json.text == #"{"temperature":0.2,"top_p":0.9,"max_tokens":10,"seed":1,"stop":["x"]}"#)
    #expect(Sampling(maxTokens: 0, seed: 0).json.text == #"{"max_tokens":0,"seed":0}"#)
    #expect(Sampling().json.text == "{}")
  }
}
