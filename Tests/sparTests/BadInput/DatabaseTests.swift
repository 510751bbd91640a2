// Databases that cannot be used, and disks that are full.

import SparStore
import SparTesting
import Testing

@Suite("Bad databases")
struct DatabaseTests {
  private let work = "print(respond('Name a colour.', 'sim/master').id)"

  /// A database file with these two header fields of SQLite's (bytes 60 and 68) set.
  private func database(in folder: ProjectFolder, userVersion: UInt8, applicationID: UInt8?) throws {
    #expect(try SparProcess.run("-e", work, in: folder).code == 0)
    var bytes = try folder.bytes(of: "spar.db")
    try #require(bytes.count >= 100)
    bytes.replaceSubrange(60..<64, with: [0, 0, 0, userVersion])
    if let applicationID { bytes.replaceSubrange(68..<72, with: [0, 0, 0, applicationID]) }
    try folder.write(bytes, to: "other.db")
  }

  @Test("a newer database is refused kindly and left as it is")
  func newer() throws {
    let folder = try ProjectFolder()
    try database(in: folder, userVersion: 99, applicationID: nil)
    let before = try folder.bytes(of: "other.db")
    try SparProcess.run("--db", "other.db", "-e", work, in: folder)
      .expect(78, "other.db has schema version 99", hint: "newer Spar")
    #expect(try folder.bytes(of: "other.db") == before)
  }

  @Test("another program's database, and a file that is none, are refused and left as they are")
  func foreign() throws {
    let folder = try ProjectFolder()
    try database(in: folder, userVersion: 0, applicationID: 7)
    try folder.write("Dear diary, ", to: "diary.txt")
    try SparProcess.run("--db", "other.db", "-e", work, in: folder).expect(78, "another program", hint: "--db")
    try SparProcess.run("--db", "diary.txt", "-e", work, in: folder).expect(78, "not an SQLite database", hint: "--db")
    #expect(try folder.text(of: "diary.txt") == "Dear diary, ")
  }

  @Test("a folder that is not there, or is no folder, is named")
  func noFolder() throws {
    let folder = try ProjectFolder()
    try folder.write("a file", to: "file")
    try SparProcess.run("--db", "file/spar.db", "-e", work, in: folder).expect(78, "no folder", hint: "--db")
    try SparProcess.run("--db", "nowhere/spar.db", "-e", work, in: folder).expect(78, "no folder", hint: "--db")
  }

  @Test("a second process on the same database is told who writes; the first goes on")
  func second() throws {
    let folder = try ProjectFolder()
    try folder.write("print('open') io.flush() sleep(60)", to: "long.lua")
    let first = try SparProcess(["long.lua"], in: folder)
    try first.wait(for: "the script's word") { try first.output.contains("open") }
    try folder.write(work, to: "f.lua")
    let second = try SparProcess.run("f.lua", in: folder)
    #expect(second.code == 77)
    let lines = second.errors.split(separator: "\n")
    try #require(lines.count == 3, "\(second.errors)")
    #expect(lines[0].hasPrefix("spar: spar.db is in use by process "))
    #expect(lines[1].hasPrefix("spar: The database spar.db is being written by process "))
    #expect(lines[2].contains("--db"))
    first.send(2)
    #expect(try first.wait().code == 130)
    #expect(try SparProcess.run("f.lua", in: folder).code == 0)
  }

  @Test("a disk that takes no more ends the run with a sentence; with room again, it goes on where it was")
  func fullDisk() throws {
    let folder = try ProjectFolder()
    try folder.write(
      """
      local items = {}
      for i = 1, 200 do items[i] = "Name the number " .. i end
      for _, item in ipairs(items) do respond(item, "sim/master") end
      print("all")
      """, to: "f.lua")
    // Blocks of 512 bytes: the database's log outgrows a megabyte on the way.
    let run = try SparProcess.run("f.lua", in: folder, shell: "ulimit -f 2000")
    run.expect(1, "spar.db", hint: "Everything stored so far is safe")
    let kept = folder.callCount()
    #expect(kept > 0 && kept < 200)
    #expect(try SparProcess.run("f.lua", in: folder).output == "all\n")
    #expect(folder.callCount() == 200)
  }
}
