// seed → passage

import LoopKit
import SparCore
import SparEngine
import SparModels
import SparPrompts
import SparStore
import SparTesting
import Testing

@Suite("Transforming", .timeLimit(.minutes(5)))
@Host
struct TransformTests {
  @Test("an agent is drawn for each seed: the same for the same seed of chance, others for another")
  func draws() async throws {
    func drawn(_ seed: UInt64) async throws -> [String] {
      let test = try TestEngine(seed: seed)
      var names: [String] = []
      for number in 0..<40 {
        names.append(try await test.engine.transform(try await test.seed("Seed \(number).")).transformation)
      }
      return names
    }
    let first = try await drawn(1)
    #expect(try await drawn(1) == first)
    #expect(try await drawn(2) != first)
    #expect(Set(first).count > 5)
  }

  @Test("what is drawn for a seed does not depend on what came before it")
  func independent() async throws {
    let (alone, later) = (try TestEngine(), try TestEngine())
    for number in 0..<5 { _ = try await later.engine.transform(try await later.seed("Another \(number).")) }
    let first = try await alone.engine.transform(try await alone.seed())
    let second = try await later.engine.transform(try await later.seed())
    #expect(first.transformation == second.transformation && first.key == second.key && first.id != second.id)
  }

  @Test("a passage is what the author wrote, of the agent and the seed it names")
  func passage() async throws {
    let test = try TestEngine()
    let seed = try await test.seed()
    let passage = try await test.engine.transform(seed, agent: "poem")
    #expect(passage.value == Passage(seed: seed.id, transformation: "poem", text: "poem: The tide turns twice a day."))
    let provenance = try #require(try test.engine.store.read { try $0.provenance(of: passage.id) })
    #expect(try provenance.call == test.calls[0].key)
    #expect(try provenance.agent == test.engine.library.agent("transform", "poem").hash)
  }

  @Test("code keeps its language")
  func language() async throws {
    let test = try TestEngine()
    let seed = try await test.engine.seed(Seed(type: "code", text: "print(1)", origin: "a.py", language: "python"))
    _ = try await test.engine.transform(seed, agent: "debate")
    #expect(test.model.requests[0].task.text("language") == "python")
  }

  @Test("an agent that is not there is an error that names the nearest, before any call")
  func unknown() async throws {
    let test = try TestEngine()
    let seed = try await test.seed()
    let error = await #expect(throws: PromptError.self) { try await test.engine.transform(seed, agent: "debat") }
    #expect(error?.description.contains("debate") == true && test.model.requests.isEmpty)
  }

  @Test("the same text from two places is one seed")
  func sameSeed() async throws {
    let test = try TestEngine()
    let first = try await test.engine.seed(Seed(type: "text", text: "The tide.", origin: "a.md"))
    let second = try await test.engine.seed(Seed(type: "text", text: "The tide.", origin: "b/c.md"))
    #expect(first == second)
    #expect(try await test.engine.seed(Seed(type: "text", text: "The tide.", origin: "a.md", chunk: 1)) != first)
  }
}
