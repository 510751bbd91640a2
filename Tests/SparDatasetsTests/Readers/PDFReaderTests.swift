// PDF by pdftotext, where it is installed, and the sentence where it is not.

import Foundation
import SparCore
import Testing

@testable import SparDatasets

@Suite("PDF")
struct PDFReaderTests {
  static let isInstalled = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext"].contains {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Pages with a line of text each; readers find the objects by themselves.
  static func pdf(_ pages: [String]) -> String {
    var objects = ["<</Type/Catalog/Pages 2 0 R>>"]
    let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<</Type/Pages/Kids[\(kids)]/Count \(pages.count)>>")
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for (index, line) in pages.enumerated() {
      let content = "BT /F1 12 Tf 72 700 Td (\(line)) Tj ET"
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents \(5 + 2 * index) 0 R>>"
      )
      objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
    }
    let body = objects.enumerated().map { "\($0 + 1) 0 obj\($1)endobj\n" }.joined()
    return "%PDF-1.4\n\(body)trailer<</Root 1 0 R/Size \(objects.count + 1)>>\n%%EOF\n"
  }

  @Test(
    "pages become paragraphs, by extension or by a look",
    .enabled(if: isInstalled, "pdftotext is not installed"),
    arguments: ["a.pdf", "a"])
  func pages(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, Self.pdf(["The lamp burns.", "The wick is short."]))
    #expect(try folder.seeds().rows.map(\.text) == ["The lamp burns.\n\nThe wick is short."])
  }

  @Test(
    "a broken file and one without text are skipped",
    .enabled(if: isInstalled, "pdftotext is not installed"))
  func broken() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.pdf", "%PDF-1.4\nnothing")
    try folder.write("b.pdf", "no PDF")
    try folder.write("c.pdf", Self.pdf([""]))
    try folder.write("d.txt", "fine")
    #expect(try folder.seeds().report.skipped.map(\.reason) == [.damaged, .damaged, .empty])
  }

  @Test("without pdftotext a file is skipped with the package that brings it")
  func missing() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.pdf", Self.pdf(["x"]))
    var reader = PDFReader()
    reader.program = "no-such-pdftotext"
    let skip = #expect(throws: Skip.self) {
      try reader.open(SeedFile(path: path), options: SeedOptions())
    }
    #expect(skip == Skip(.noTool, "PDF needs no-such-pdftotext: install poppler-utils"))
  }

  @Test("a program that takes too long, writes too much or fails is ended")
  func bounds() throws {
    func failure(_ script: String, seconds: Int = 20) -> Filter.Failure? {
      let filter = Filter(program: "sh", arguments: ["-c", script], seconds: seconds, limit: 1000)
      do {
        _ = try filter.run(on: Array("input".utf8))
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("exec sleep 600", seconds: 0) == .tooLong)
    #expect(failure("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done") == .tooMuch)
    #expect(failure("cat; exit 3") == .exit(3))
    #expect(failure("kill -9 $$") == .exit(137))
    #expect(failure("[ \"$(cat)\" = input ]") == nil)
  }
}
