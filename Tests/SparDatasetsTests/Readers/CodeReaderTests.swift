// Languages.

import SparCore
import SparDatasets
import Testing

@Suite("source code")
struct CodeReaderTests {
  @Test("the extension or the first line tells the language")
  func languages() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.swift", "let a = 1")
    try folder.write("b.F90", "end")
    try folder.write("c", "#!/usr/bin/env -S python3 -I\nprint(1)")
    try folder.write("d", "#!/bin/sh\ntrue")
    try folder.write("e", "#!/opt/unknown\nwhat")
    let seeds = try folder.seeds().rows.map(\.seed)
    #expect(seeds.map(\.language) == ["swift", "fortran", "python", "shell", nil])
    #expect(seeds.map(\.type) == ["code", "code", "code", "code", "text"])
  }
}
