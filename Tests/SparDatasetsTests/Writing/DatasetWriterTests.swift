// Exports: their bytes, their refusals, and what happens when the disk is full.

import Glibc
import SparCore
import Testing

@testable import SparDatasets

@Suite("writing datasets")
struct DatasetWriterTests {
  private let row = DatasetRow(
    prompt: "Name the capital of Lethia.\u{2028}Briefly.", chosen: .init("Ormo.", model: "target", score: 8),
    rejected: .init("I don't know.", model: "rival", score: 3.5), scoreGap: 4.5,
    lineage: ["instruction": "0a1b2c", "battle": "ffee00"])

  private func write(_ rows: [DatasetRow], _ format: some DatasetFormat, to path: String) throws -> DatasetReport {
    let writer = try DatasetWriter(path: path, format: format, lineage: ["instruction", "battle", "verdict"])
    for row in rows { try writer.append(row) }
    return try writer.finish()
  }

  @Test("an SFT row is a conversation; what is missing is null, floats have a decimal")
  func sft() throws {
    let folder = try TemporaryFolder()
    let report = try write([row], SFTFormat(), to: folder.path + "/sft.jsonl")
    #expect(
      try folder.text("sft.jsonl")
        == #"{"messages":[{"role":"user","content":"Name the capital of Lethia.\u2028Briefly."},"#
        + #"{"role":"assistant","content":"Ormo."}],"model":"target","score":8.0,"#
        + #""lineage":{"instruction":"0a1b2c","battle":"ffee00","verdict":null}}"# + "\n")
    #expect(report.summary == "\(folder.path)/sft.jsonl: 1 row")
  }

  @Test("a DPO row has three lists of messages and no column that trainers misread")
  func dpo() throws {
    let folder = try TemporaryFolder()
    _ = try write([row], DPOFormat(), to: folder.path + "/dpo.jsonl")
    let json = try JSON(parsing: try folder.text("dpo.jsonl"))
    let keys = try #require(json.object?.keys)
    #expect(
      keys == [
        "prompt", "chosen", "rejected", "chosen_model", "rejected_model", "chosen_score", "rejected_score", "score_gap",
        "lineage",
      ])
    #expect(json["prompt"]?[0]?["role"] == "user")
    #expect(json["chosen"] == [["role": "assistant", "content": "Ormo."]])
    #expect(json["rejected"] == [["role": "assistant", "content": "I don't know."]])
    #expect(json["score_gap"] == 4.5)
  }

  @Test("a prompt row needs no answer and says what a right response does; the other formats refuse it")
  func prompts() throws {
    let folder = try TemporaryFolder()
    var alone = DatasetRow(prompt: "Which berth?", chosen: nil, lineage: ["instruction": "0a1b2c"])
    (alone.skill, alone.type, alone.answerability) = ("tool-use", "one-api", "missing-information")
    _ = try write([alone], PromptFormat(), to: folder.path + "/prompt.jsonl")
    #expect(
      try folder.text("prompt.jsonl")
        == #"{"prompt":[{"role":"user","content":"Which berth?"}],"skill":"tool-use","type":"one-api","#
        + #""answerability":"missing-information","#
        + #""lineage":{"instruction":"0a1b2c","battle":null,"verdict":null}}"# + "\n")
    #expect(try write([alone], SFTFormat(), to: folder.path + "/sft.jsonl").refused == [.noAnswer: 1])
    #expect(try write([alone], DPOFormat(), to: folder.path + "/dpo.jsonl").refused == [.noAnswer: 1])
  }

  @Test("rows that would do harm are refused and counted")
  func refusals() throws {
    let folder = try TemporaryFolder()
    func pair(_ prompt: String, _ chosen: String, _ rejected: String?) -> DatasetRow {
      DatasetRow(
        prompt: prompt, chosen: .init(chosen, model: "a"), rejected: rejected.map { DatasetAnswer($0, model: "b") })
    }
    let rows = [
      pair("p", "same", "same \n"), pair("p", " ", "b"), pair("p", "a", ""), pair("p", "a", nil), pair(" ", "a", "b"),
      pair("p", "a", "b"), DatasetRow(prompt: [ChatMessage(.assistant, "p")], chosen: .init("a", model: "a")),
    ]
    let report = try write(rows, DPOFormat(), to: folder.path + "/dpo.jsonl")
    #expect(report.rows == 1)
    #expect(report.refused.count == 6 && report.refusedCount == 6)
    #expect(report.summary.contains("1 because chosen and rejected are equal"))
    #expect(try folder.text("dpo.card.md").contains("| chosen and rejected are equal | 1 |"))
  }

  @Test("the same rows give the same bytes in any folder, and an older file is replaced")
  func deterministic() throws {
    let one = try TemporaryFolder(), two = try TemporaryFolder()
    try two.write("sub/sft.jsonl", "older")
    _ = try write([row, row], SFTFormat(), to: one.path + "/sft.jsonl")
    _ = try write([row, row], SFTFormat(), to: two.path + "/sub/sft.jsonl")
    #expect(try one.text("sft.jsonl") == two.text("sub/sft.jsonl"))
    #expect(try one.text("sft.card.md") == two.text("sub/sft.card.md"))
    #expect(try one.names() == ["sft.card.md", "sft.jsonl"])
  }

  @Test("the card tells rows, models and columns, and says when text is simulated")
  func card() throws {
    let folder = try TemporaryFolder()
    var simulated = row
    simulated.chosen = .init("Ormo.", model: "strong", isSimulated: true)
    simulated.simulatedAuthors = ["sim/author"]
    let writer = try DatasetWriter(
      path: folder.path + "/out.jsonl", format: SFTFormat(), lineage: ["instruction", "battle"],
      facts: [("Score gap", "3")])
    try writer.append(row)
    try writer.append(simulated)
    #expect(try writer.finish().simulatedModels == ["sim/author", "strong"])
    let card = try folder.text("out.card.md")
    #expect(
      card.hasPrefix("# out.jsonl\n\n**Simulated.** Text here was written by simulated models (sim/author, strong)"))
    #expect(card.contains("- Rows: 2\n- Score gap: 3\n"))
    #expect(card.contains("| strong | 1 | yes |"))
    #expect(card.contains("No row was refused."))
    #expect(card.contains("| `lineage` | the keys of the records behind the row: instruction, battle |"))
    _ = try write([row], SFTFormat(), to: folder.path + "/real.jsonl")
    #expect(try !folder.text("real.card.md").contains("imulated."))
  }

  @Test("a full disk is an error that leaves the older file and nothing half written")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("sft.jsonl", "older")
    let writer = try DatasetWriter(path: path, format: SFTFormat(), lineage: ["instruction", "battle"], facts: []) {
      _, _ in
      errno = ENOSPC
      return -1
    }
    try writer.append(row)
    #expect(throws: DatasetError.writeFailed(path: path, reason: "No space left on device")) { try writer.finish() }
    #expect(try folder.text("sft.jsonl") == "older")
    #expect(try !folder.names().contains(".sft.jsonl.partial"))
  }

  @Test("a writer that is dropped leaves nothing")
  func dropped() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try DatasetWriter(
        path: folder.path + "/sft.jsonl", format: SFTFormat(), lineage: ["instruction", "battle"])
      try writer.append(row)
    }
    #expect(try folder.names().isEmpty)
  }

  @Test("what a killed writer left is overwritten")
  func leftover() throws {
    let folder = try TemporaryFolder()
    try folder.write(".sft.jsonl.partial", String(repeating: "x", count: 10_000))
    _ = try write([row], SFTFormat(), to: folder.path + "/sft.jsonl")
    #expect(try folder.text("sft.jsonl").hasPrefix("{\"messages\""))
    #expect(try folder.names() == ["sft.card.md", "sft.jsonl"])
  }

  @Test("a goal that cannot be written names the place")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "x")
    let inFile = #expect(throws: DatasetError.self) {
      try DatasetWriter(path: file + "/sft.jsonl", format: SFTFormat())
    }
    #expect(inFile?.code == "dataset.write_failed")
    #expect(inFile?.message.contains("Not a directory") == true)
    #expect(throws: DatasetError.writeFailed(path: folder.path, reason: "it is a folder")) {
      try DatasetWriter(path: folder.path, format: SFTFormat())
    }
    #expect(throws: DatasetError.self) { try DatasetWriter(path: "/proc/sft.jsonl", format: SFTFormat()) }
  }

  @Test("two writers of one file do not mix")
  func locked() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/sft.jsonl"
    let first = try DatasetWriter(path: path, format: SFTFormat(), lineage: ["instruction", "battle"])
    #expect(throws: DatasetError.writeFailed(path: path, reason: "another process is writing it")) {
      try DatasetWriter(path: path, format: SFTFormat())
    }
    try first.append(row)
    #expect(try first.finish().rows == 1)
  }

  @Test("a stray lineage field and an unknown format are named")
  func names() throws {
    let folder = try TemporaryFolder()
    let writer = try DatasetWriter(path: folder.path + "/a.jsonl", format: SFTFormat(), lineage: ["instruction"])
    #expect(throws: DatasetError.unknownLineage("battle", known: ["instruction"])) { try writer.append(row) }
    let error = #expect(throws: DatasetError.self) { try FormatList.format(named: "dop") }
    #expect(error?.hint == "Did you mean \"dpo\"?")
  }
}
