// Reading lines where nothing can be edited: pipes and files.

import Glibc
import LineKit
import Testing

@Suite("Plain lines")
struct PlainLinesTests {
  /// A reader over a pipe that holds `text` and is closed after it.
  private func reader(of text: String) throws -> (PlainLines, close: () -> Void) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let bytes = Array(text.utf8)
    try #require(write(ends[1], bytes, bytes.count) == bytes.count)
    close(ends[1])
    let input = ends[0]
    return (PlainLines(descriptor: input), { close(input) })
  }

  @Test("lines come one by one, without their ends, the last one with or without a newline")
  func lines() throws {
    let (reader, close) = try reader(of: "one\n\nthree\r\nlast")
    defer { close() }
    let read = (0..<5).map { _ in reader.readLine(prompt: "") }
    #expect(read == [.text("one"), .text(""), .text("three"), .text("last"), .endOfFile])
  }

  @Test("everything is read at once, after the lines that were read already")
  func all() throws {
    let (reader, close) = try reader(of: "one\ntwo\nthree\n")
    defer { close() }
    #expect(reader.readLine(prompt: "") == .text("one"))
    #expect(reader.readAll() == "two\nthree\n")
    #expect(reader.readLine(prompt: "") == .endOfFile)
  }

  @Test("bytes that are no UTF-8 are replaced, not dropped")
  func invalid() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try #require(write(ends[1], [0x61, 0xFF, 0x62, 0x0A] as [UInt8], 4) == 4)
    close(ends[1])
    defer { close(ends[0]) }
    #expect(PlainLines(descriptor: ends[0]).readLine(prompt: "") == .text("a\u{FFFD}b"))
  }
}
