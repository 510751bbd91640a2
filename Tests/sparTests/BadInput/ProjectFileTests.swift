// Prompt files, taxonomies and spar.toml that cannot be used.

import Testing

@Suite("Bad project files")
struct ProjectFileTests {
  private let transform = #"print(transform("A short text.", "debate").text)"#

  /// Seven lines that are right.
  private static let head = "---\nabout: a\nrole: author\nreply: text\ninputs:\n  seed: {about: a, sample: b}\n---\n"

  @Test(
    "a malformed prompt of the project's is named with its line; other prompts work on",
    arguments: [
      ("---\nrole: author\n", "debate.md:1: has front matter that never ends"),
      ("---\nrole author\n---\n", "debate.md:2:"),
      ("---\nrole: author\n---\nNo section {{ seed }}\n", "debate.md:4:"),
      (Self.head + "=== user ===\n{{ sed }}\n", "debate.md:9:"),
      (Self.head + "=== user ===\n{% if seed %}\n", "debate.md:9:"),
      ("", "debate.md:1:"), ("\u{FFFD}", "debate.md:1:"),
    ])
  func prompt(text: String, place: String) throws {
    let folder = try ProjectFolder()
    let file = try folder.write(text, to: "Prompts/transform/debate.md")
    try SparProcess.run("-e", transform, in: folder).expect(78, file.dropLast(9) + place)
    let checked = try SparProcess.run("check", in: folder)
    #expect(checked.output.contains(place))
    #expect(checked.code == 78)
    #expect(try SparProcess.run("-e", #"transform("A text.", "poem")"#, in: folder).code == 0)
  }

  @Test(
    "a malformed taxonomy is named with its line",
    arguments: [
      ("skill: [x\n", "reading-comprehension.yaml:2: is not YAML"),
      ("skill: reading-comprehension\nnodes: 3\n", "reading-comprehension.yaml:2:"),
    ])
  func taxonomy(text: String, place: String) throws {
    let folder = try ProjectFolder()
    try folder.write(text, to: "Prompts/taxonomy/reading-comprehension.yaml")
    try SparProcess.run("-e", "taxonomy.load()", in: folder).expect(78, place)
    #expect(try SparProcess.run("check", in: folder).code == 78)
  }

  @Test(
    "a malformed spar.toml ends every run with 78, the place and the nearest name",
    arguments: [
      ("[models\n", "spar.toml:1:", nil), ("[roles]\nauthr = \"sim/author\"\n", "spar.toml:2:", "Did you mean author?"),
      ("[roles]\nauthor = 3\n", "spar.toml:2:", nil), ("[models.m]\nbase_urll = \"x\"\n", "spar.toml:2:", "base_url"),
    ] as [(String, String, String?)])
  func configuration(text: String, place: String, hint: String?) throws {
    let folder = try ProjectFolder()
    try folder.write(text, to: "spar.toml")
    try SparProcess.run("-e", "print(1)", in: folder).expect(78, place, hint: hint)
  }

  @Test(
    "an agent, a type or an option that is not known names the nearest",
    arguments: [
      (#"transform("A text.", "debat")"#, "no agent 'debat'", "Did you mean 'debate'?"),
      (#"instruct("A text.", {type = "fact-vs-opinion"})"#, "no type 'fact-vs-opinion'", "Did you mean"),
      (#"instruct("A text.", {tipe = "cloze"})"#, "tipe", "type"),
    ])
  func names(code: String, sentence: String, hint: String) throws {
    try SparProcess.run("-e", code, in: ProjectFolder()).expect(1, sentence, hint: hint)
  }
}
