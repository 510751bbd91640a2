// The simulated embedding and reward models.

import LoopKit
import SparCore
import SparModels
import SparTesting
import Testing

@Suite("Simulated vectors and scores", .timeLimit(.minutes(5)))
@Host
struct SimulatedVectorsTests {
  private let registry = ModelRegistry(environment: [:])

  private func embed(_ texts: String...) async throws -> [[Float]] {
    try await registry.model("sim/embedder").embed(texts).vectors
  }

  private func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  @Test("vectors have 256 numbers and length 1, the same for the same text")
  func unitLength() async throws {
    let vectors = try await embed("The tide turns twice a day.", "x", "…", "The tide turns twice a day.")
    for vector in vectors { #expect(vector.count == 256 && abs(dot(vector, vector) - 1) < 1e-5) }
    #expect(vectors[0] == vectors[3])
  }

  @Test("a text is nearer to its own edit than to another text")
  func nearness() async throws {
    let vectors = try await embed(
      "The keeper of the lighthouse burned whale oil.", "The lighthouse keeper burned oil of whales.",
      "A sourdough loaf wants a long rise in a cold room.")
    #expect(dot(vectors[0], vectors[1]) > 0.5)
    #expect(dot(vectors[0], vectors[1]) > dot(vectors[0], vectors[2]) + 0.3)
  }

  @Test("a right response scores higher than a wrong one, with noise of its own, and the same every time")
  func reward() async throws {
    let passage = "The light burned whale oil at first. Later it burned lard oil. It burned kerosene last."
    func score(_ response: String, _ name: String) async throws -> Double {
      let inputs: [String: JSON] = [
        "instruction": "Which fuel did the light burn last?", "passage": .string(passage),
        "response": .string(response),
        "answerability": "answerable",
      ]
      let task = AgentTask(stage: "score", agent: "score", inputs: inputs)
      return try await registry.model(name).score(RewardRequest(prompt: passage, response: response, task: task)).score
    }
    let good = try await score("It burned kerosene last.", "sim/reward?noise=0")
    let bad = try await score("Bananas are rich in potassium.", "sim/reward?noise=0")
    #expect(good > bad && (1...10).contains(good) && (1...10).contains(bad))
    let noisy = try await score("It burned kerosene last.", "sim/reward?noise=2")
    #expect(try await score("It burned kerosene last.", "sim/reward?noise=2") == noisy && noisy != good)
  }
}
