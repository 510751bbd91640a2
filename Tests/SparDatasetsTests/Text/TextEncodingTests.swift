// Old and broken encodings.

import SparCore
import SparDatasets
import Testing

@Suite("encodings")
struct TextEncodingTests {
  private func read(_ bytes: [UInt8]) throws -> (text: String, report: SeedReport) {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", bytes)
    let (rows, report) = try folder.seeds()
    return (rows.map(\.text).joined(separator: "|"), report)
  }

  @Test("UTF-8 stays as it is, its mark goes")
  func utf8() throws {
    let (text, report) = try read([0xEF, 0xBB, 0xBF] + Array("Grüße, 世界 🌍".utf8))
    #expect(text == "Grüße, 世界 🌍")
    #expect(report.convertedFiles == 0 && report.replacedCharacters == 0)
  }

  @Test("UTF-16 is known by its mark, in both orders", arguments: [true, false])
  func utf16(isLittle: Bool) throws {
    let units = [0xFEFF] + Array("Zürich 🌍".utf16)
    let bytes = units.flatMap { isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let (text, report) = try read(bytes)
    #expect(text == "Zürich 🌍")
    #expect(report.convertedFiles == 1)
  }

  @Test("an unpaired surrogate of UTF-16 is replaced and counted")
  func loneSurrogate() throws {
    let (text, report) = try read([0xFF, 0xFE, 0x41, 0x00, 0x00, 0xD8, 0x42, 0x00])
    #expect(text == "A\u{FFFD}B")
    #expect(report.replacedCharacters == 1)
  }

  @Test("Windows-1252 is converted, its quotes and its euro sign too")
  func windows1252() throws {
    let (text, report) = try read([0x93] + Array("caf".utf8) + [0xE9, 0x94, 0x20, 0x80, 0x35])
    #expect(text == "“café” €5")
    #expect(report.convertedFiles == 1 && report.replacedCharacters == 0)
  }

  @Test("a byte that Windows-1252 leaves undefined is replaced and counted")
  func undefined() throws {
    let (text, report) = try read(Array("a".utf8) + [0xE9, 0x81])
    #expect(text == "aé\u{FFFD}")
    #expect(report.replacedCharacters == 1)
  }

  @Test("a file that mixes encodings is read line by line")
  func mixed() throws {
    let (text, report) = try read(Array("Jürgen\n".utf8) + Array("J".utf8) + [0xFC] + Array("rgen\n".utf8))
    #expect(text == "Jürgen\nJürgen")
    #expect(report.convertedFiles == 1)
  }

  @Test("a damaged line of UTF-8 loses the damaged character only")
  func damaged() throws {
    let (text, report) = try read(Array("naïve ".utf8) + [0xE4, 0xB8] + Array(" Übermut".utf8))
    #expect(text == "naïve \u{FFFD} Übermut")
    #expect(report.convertedFiles == 0 && report.replacedCharacters == 1)
  }

  @Test("UTF-16 without a mark is known by its zeros, and UTF-32 by its mark")
  func unmarked() throws {
    let little = Array("An old memo.\r\n".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try read(little).text == "An old memo.")
    let wide = [0xFEFF] + Array("Zürich 🌍".unicodeScalars.map(\.value))
    let (text, report) = try read(wide.flatMap { word in (0..<4).map { UInt8(word >> (24 - 8 * $0) & 0xFF) } })
    #expect(text == "Zürich 🌍")
    #expect(report.convertedFiles == 1 && report.replacedCharacters == 0)
  }

  /// The bytes are those of Python's codecs.
  @Test(
    "an encoding that a document declares is taken at its word",
    arguments: [
      ("<meta charset=shift_jis><p>", "93fa967b8cea", "日本語", "a.html"),
      ("<meta http-equiv=Content-Type content=\"text/html; charset=KOI8-R\"><p>", "f0d2c9d7c5d4", "Привет", "a.html"),
      ("<?xml version=\"1.0\" encoding='iso-8859-2'?><p>", "a3f364bc", "Łódź", "a.xhtml"),
      ("<meta charset=\"iso-2022-jp\"><p>", "1b2442467c4b5c1b2842", "日本", "a.html"),
      ("# -*- coding: koi8-r -*-\n", "f0d2c9d7c5d4", "# -*- coding: koi8-r -*-\nПривет", "a.py"),
    ])
  func declared(head: String, hex: String, expected: String, name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, Array(head.utf8) + [UInt8](hex: hex))
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == [expected])
    #expect(report.convertedFiles == 1 && report.replacedCharacters == 0)
  }

  @Test("UTF-8 wins over a declaration, an unknown encoding over nothing, and bytes without meaning are counted")
  func wronglyDeclared() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.html", Array("<meta charset=koi8-r><p>Zoë".utf8))
    try folder.write("b.html", Array("<meta charset=ebcdic-of-mars><p>Zo".utf8) + [0xEB])
    try folder.write("c.html", Array("<meta charset=shift_jis><p>".utf8) + [0x93, 0xFA, 0xFF, 0x41])
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["Zoë", "日\u{FFFD}A"])
    #expect(report.duplicates == 1)
    #expect(report.convertedFiles == 2 && report.replacedCharacters == 1)
  }

  @Test("carriage returns and form feeds become line ends, other control characters go")
  func controls() throws {
    #expect(try read(Array("a\r\nb\rc\u{C}d\u{8}\u{1B}e\tf".utf8)).text == "a\nb\nc\nde\tf")
  }

  @Test("NUL bytes, known signatures and a tenth of control characters make a file binary")
  func binary() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2])
    try folder.write("b.txt", "%PDF-1.4 and then text")
    try folder.write("c.dat", [1, 2, 3, 4] + Array("ten letters".utf8))
    try folder.write("d.txt", " \n\t\n")
    try folder.write("e", "text")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.origin) == ["e"])
    #expect(report.skipped.map(\.reason) == [.binary, .binary, .binary, .empty])
    #expect(
      report.skipped.map(\.detail) == ["ELF", "PDF", "more than a tenth are control characters", ""])
    #expect(report.summary == "1 file, 1 seed, 4 files skipped (3 binary, 1 empty)")
  }
}
