// Documents that are not what they should be, and places where nothing can be written.

import Glibc
import Testing

@Suite("Bad documents and bad places")
struct SeedTests {
  @Test(
    "text that is not UTF-8 becomes a seed of valid text, and the report says so",
    arguments: [
      ([0x63, 0x61, 0x66, 0xE9, 0x20, 0x69, 0x73, 0x20, 0x6F, 0x70, 0x65, 0x6E, 0x2E], "café is open."),
      ([0xFF, 0xFE, 0x68, 0x00, 0x65, 0x00, 0x6C, 0x00, 0x6C, 0x00, 0x6F, 0x00], "hello"),
    ] as [([UInt8], String)])
  func encodings(bytes: [UInt8], text: String) throws {
    let folder = try ProjectFolder()
    try folder.write(bytes, to: "seeds/a.txt")
    let run = try SparProcess.run(
      "-e", "local s = seeds.load('seeds') print(s[1].text, s.report.converted)", in: folder)
    #expect(run.output == "\(text)\t1\n")
  }

  @Test("a folder with nothing to read, a path that is not there and a pattern without a match say so")
  func nothing() throws {
    let folder = try ProjectFolder()
    try folder.makeFolder("empty")
    try SparProcess.run("-e", "seeds.load('empty')", in: folder).expect(1, "No seeds in empty", hint: "Seeds are text")
    try SparProcess.run("-e", "seeds.load('nowhere')", in: folder).expect(
      1, "no file or folder nowhere", hint: "relative")
    try SparProcess.run("-e", "seeds.load('*.md')", in: folder).expect(1, "No file matches *.md", hint: "**")
  }

  @Test("a file that is no text is left out and counted, the others are read")
  func binary() throws {
    let folder = try ProjectFolder()
    try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0, 0, 0], to: "seeds/program")
    try folder.write("A text that can be read.", to: "seeds/a.txt")
    try folder.write("", to: "seeds/empty.txt")
    let run = try SparProcess.run("-e", "local s = seeds.load('seeds') print(#s, s.report.summary)", in: folder)
    #expect(run.output.hasPrefix("1\t"))
    #expect(run.output.contains("skipped") || run.output.contains("binary"), "\(run.output)")
  }

  @Test("where the program that reads PDF is missing, the report names what to install")
  func missingTool() throws {
    let folder = try ProjectFolder()
    try folder.write("%PDF-1.4\nnothing", to: "seeds/a.pdf")
    try folder.write("A text that can be read.", to: "seeds/a.txt")
    let run = try SparProcess.run(
      "-e", "local r = seeds.load('seeds').report print(r.summary, r.skipped_files[1].path)", in: folder,
      environment: ["PATH": folder.path])
    let expected =
      "1 file, 1 seed, 1 file skipped (1 nothing to read it with); PDF needs pdftotext: install poppler-utils"
    #expect(run.output == "\(expected)\tseeds/a.pdf\n")
  }

  private let export = """
    local reply = respond("Name a colour.", "sim/master")
    dataset.export({{instruction = reply.instruction, response = reply}}, {path = "PLACE/sft.jsonl"})
    """

  @Test("a dataset that cannot be written says where; the reply is kept")
  func unwritable() throws {
    let folder = try ProjectFolder()
    try folder.write("a file", to: "out")
    try SparProcess.run("-e", export.replacing("PLACE", with: "out"), in: folder)
      .expect(1, "Cannot write out/sft.jsonl", hint: "another folder")
    #expect(folder.callCount() == 1)
    #expect(try SparProcess.run("-e", export.replacing("PLACE", with: "new/folder"), in: folder).code == 0)
    #expect(folder.has("new/folder/sft.jsonl"))
    #expect(folder.callCount() == 1)
  }

  @Test("a folder that must not be written to is refused", .enabled(if: getuid() != 0, "root may write everywhere"))
  func readOnlyFolder() throws {
    let folder = try ProjectFolder()
    try folder.makeFolder("out")
    chmod(folder.path + "/out", 0o500)
    try SparProcess.run("-e", export.replacing("PLACE", with: "out"), in: folder).expect(
      1, "Cannot write out/sft.jsonl")
    try SparProcess.run("--db", "out/spar.db", "-e", "respond('hello', 'sim/master')", in: folder)
      .expect(77, "out/spar.db cannot be written", hint: "permissions")
  }
}
