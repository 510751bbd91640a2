// Finding, shadowing and loading prompt files.

import SparCore
import Testing

@testable import SparPrompts

@Suite("The prompt library") struct PromptLibraryTests {
  private static let taxonomy = """
    skill: reading
    about: Reading.
    types:
      - {name: inference, definition: d, answer_format: a, transformations: [poem]}
    """

  @Test("agents and taxonomies are found by stage and name")
  func find() throws {
    let folder = try PromptFolder([
      "transform/poem.md": prompt("{{ seed }}"), "judge/scores.md": prompt("{{ seed }}"),
      "instruct/reading.md": prompt("{{ seed }}"), "taxonomy/reading.yaml": Self.taxonomy, "README.md": "no prompt",
      "transform/.hidden.md": "no prompt",
      "transform/notes.txt": "no prompt",
    ])
    let library = try folder.library
    #expect(library.stages == ["instruct", "judge", "transform"])
    #expect(library.names(in: "transform") == ["poem"])
    #expect(library.agents.map(\.name) == ["reading", "scores", "poem"])
    #expect(library.skills == ["reading"])
    #expect(try library.agent("transform", "poem").stage == "transform")
    #expect(try library.taxonomy(skill: "reading").nodes.map(\.name) == ["inference"])
    #expect(library.check() == [])
  }

  @Test("an unknown stage, agent or taxonomy names the nearest and what there is")
  func unknown() throws {
    let library = try PromptFolder(["transform/poem.md": prompt("x"), "transform/debate.md": prompt("x")]).library
    let agent = promptError { _ = try library.agent("transform", "pome") }
    #expect(agent?.code == "prompt.unknown")
    #expect(agent?.hint == "Did you mean 'poem'? There are: debate, poem.")
    #expect(promptError { _ = try library.agent("transfrom", "poem") }?.hint?.contains("'transform'") == true)
    #expect(promptError { _ = try library.taxonomy(skill: "reading") }?.hint == "There are none.")
  }

  @Test("earlier folders shadow later ones, file by file")
  func shadowing() throws {
    let own = try PromptFolder(["transform/poem.md": prompt("mine {{ seed }}")])
    let shipped = try PromptFolder([
      "transform/poem.md": prompt("shipped {{ seed }}"), "transform/debate.md": prompt("debate {{ seed }}"),
    ])
    let library = try PromptLibrary(folders: [own.path, shipped.path])
    #expect(try library.agent("transform", "poem").render(["seed": "x"])[0].content == "mine x")
    #expect(try library.agent("transform", "debate").render(["seed": "x"])[0].content == "debate x")
    #expect(library.names(in: "transform") == ["debate", "poem"])
  }

  @Test("nothing is read before it is asked for, and nothing twice")
  func lazy() throws {
    let folder = try PromptFolder(["transform/poem.md": "no front matter", "transform/debate.md": prompt("{{ seed }}")])
    let library = try folder.library
    #expect(throws: PromptError.self) { try library.agent("transform", "poem") }
    try folder.write(prompt("{{ seed }}"), to: "transform/poem.md")
    #expect(try library.agent("transform", "poem").name == "poem")
    let before = try library.agent("transform", "debate").hash
    try folder.delete("transform/debate.md")
    #expect(try library.agent("transform", "debate").hash == before)
  }

  @Test("a file that cannot be used is left out of the list and reported with its line")
  func problems() throws {
    let folder = try PromptFolder([
      "transform/poem.md": prompt("{{ sed }}"), "transform/debate.md": prompt("{{ seed }}"),
      "taxonomy/reading.yaml": "skill: reading\nabout: x\ntypes: []\n",
    ])
    let library = try folder.library
    #expect(library.agents.map(\.name) == ["debate"])
    let problems = library.check()
    #expect(problems.map(\.file) == ["\(folder.path)/transform/poem.md", "\(folder.path)/taxonomy/reading.yaml"])
    #expect(problems.map(\.line) == [11, 3])
    #expect(problems[0].description.hasSuffix("poem.md:11: uses 'sed', which is not declared. Did you mean 'seed'?"))
  }

  @Test("a file that vanished and a folder that is not there are unreadable")
  func unreadable() throws {
    let folder = try PromptFolder(["transform/poem.md": prompt("x")])
    let library = try folder.library
    try folder.delete("transform/poem.md")
    #expect(promptError { _ = try library.agent("transform", "poem") }?.code == "prompt.unreadable")
    #expect(promptError { _ = try PromptLibrary(folders: ["\(folder.path)/nowhere"]) }?.code == "prompt.unreadable")
  }

  @Test("a library is used from several threads at once")
  func threads() async throws {
    let library = try PromptFolder.init(["transform/poem.md": prompt("{{ seed }}")])
    let shared = try library.library
    let hashes = await withTaskGroup(of: ContentKey?.self) { group in
      for _ in 0..<50 { group.addTask { try? shared.agent("transform", "poem").hash } }
      return await group.reduce(into: Set<ContentKey?>()) { $0.insert($1) }
    }
    #expect(hashes == [ContentKey(hashing: prompt("{{ seed }}"))])
  }
}
