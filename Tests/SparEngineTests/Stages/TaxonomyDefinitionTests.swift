// Types and skills of a script.

import LoopKit
import SparCore
import SparEngine
import SparStore
import SparTesting
import Testing

@Suite("Defining types and skills", .timeLimit(.minutes(5)))
@Host
struct TaxonomyDefinitionTests {
  private let type = TaxonomyNode(name: "tide-tables", definition: "Asks for a time.", answerFormat: "A time.")

  @Test("a type that is added is in the next revision, which is the skill's from then on")
  func add() async throws {
    let test = try TestEngine()
    let file = try await test.taxonomy()
    let revision = try await test.engine.addType(type, to: "reading-comprehension")
    #expect(revision.nodes.count == file.nodes.count + 1 && revision.nodes.last == type)
    #expect(revision.parent == file.id && revision.head == file.value.head)
    #expect(try await test.taxonomy() == revision)
    #expect(try await test.engine.addType(type, to: "reading-comprehension") == revision)
    var other = type
    other.weight = 3
    let changed = try await test.engine.addType(other, to: "reading-comprehension")
    #expect(changed.nodes.count == revision.nodes.count && changed.value.node(named: type.name)?.weight == 3)
    let definitions = try test.engine.store.read { try $0.definitions(kind: "type").map(\.definition) }
    #expect(definitions.map(\.name) == ["reading-comprehension/tide-tables", "reading-comprehension/tide-tables"])
    #expect(definitions[0].text.contains("\"answer_format\": \"A time.\""))
  }

  @Test("a skill that is not there comes to be, and the same script gives the same revisions")
  func newSkill() async throws {
    let folder = try TemporaryFolder()
    func define() async throws -> [ContentKey] {
      let test = try TestEngine(in: folder)
      let head = SkillHead(
        about: "Tides.", seeds: ["text"], transformations: [WeightedName("poem", 2)], goals: [WeightedName("harder")])
      let first = try await test.engine.defineSkill("tides", head: head, nodes: [type])
      let added = TaxonomyNode(name: "moon", definition: "d", answerFormat: "a", seeds: ["text"])
      let second = try await test.engine.addType(added, to: "tides")
      let free = try await test.engine.addType(type, to: "currents")
      #expect(second.head == head && second.nodes == [type, added] && free.parent == nil)
      #expect(try test.engine.record(Taxonomy.self, second.id) == second)
      #expect(test.engine.skills.contains("tides") && test.engine.skills.contains("currents"))
      #expect(try await test.engine.transform(try await test.seed()).transformation != "")
      var options = TransformOptions()
      options.choice = .skill("tides")
      let passage = try await test.engine.transform(.seed(try await test.seed()), options: options)
      #expect(passage.transformation == "poem")
      test.engine.close()
      return [first.key, second.key, free.key]
    }
    #expect(try await define() == define())
  }

  @Test("names that are none and transformations that are not there are refused, and change nothing")
  func refused() async throws {
    let test = try TestEngine()
    let before = try await test.taxonomy()
    var wrong = type
    wrong.transformations = ["pome"]
    await #expect(throws: (any Error).self) { try await test.engine.addType(wrong, to: "reading-comprehension") }
    wrong = type
    wrong.name = "Tide tables"
    await #expect(throws: EngineError.self) { try await test.engine.addType(wrong, to: "reading-comprehension") }
    #expect(try await test.taxonomy() == before)
    #expect(try test.engine.store.read { try $0.definitions() } == [])
  }

  @Test("a taxonomy without a head keeps the key it had before there were heads")
  func oldKey() async throws {
    let test = try TestEngine()
    let skill = "plain"
    let first = try await test.engine.addType(type, to: skill)
    var builder = ContentKey.Builder("taxonomy/1")
    builder.add("skill", skill)
    builder.add("evidence", JSON.object(JSONObject([("added", "tide-tables")])))
    builder.add("name", "tide-tables")
    builder.add("definition", "Asks for a time.")
    builder.add("format", "A time.")
    builder.add("answerability", "answerable")
    builder.add("transformations", "")
    builder.add("weight", "1.0")
    builder.add("parent", "")
    #expect(first.key == builder.build())
  }
}
