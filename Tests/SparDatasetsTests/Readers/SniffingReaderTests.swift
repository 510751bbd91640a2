// Files that only a look inside can tell, and standard input.

import Foundation
import SparCore
import SparDatasets
import Testing

@Suite("looking inside")
struct SniffingReaderTests {
  @Test("lines of objects are rows, a single one is text")
  func rows() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "{\"text\": \"one\"}\n{\"text\": \"two\"}\n")
    try folder.write("b", "{not json}\nat all\n")
    #expect(try folder.seeds().rows.map(\.text) == ["one", "two", "{not json}\nat all"])
  }
}
