// Where code is cut: between declarations, in each family of languages.

import SparCore
import SparDatasets
import Testing

@Suite("cutting code")
struct CodeScannerTests {
  private func pieces(_ text: String, size: Int, name: String) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return try folder.seeds(.init(size: size)).rows.map(\.text)
  }

  @Test("braces: functions stay whole, with the comment above them; braces in strings and comments do not count")
  func braces() throws {
    let first = "/* Opens { the\n\n   gate. */\nvoid open(void) {\n  puts(\"{\");\n\n  char c = '{'; // {\n}"
    let second = "// Closes it.\nint close(void)\n{\n  return 1;\n\n  // never\n}"
    let source = "#include <stdio.h>\n\n" + first + "\n" + second + "\n\nstatic int gates;\n"
    #expect(
      try pieces(source, size: 90, name: "a.c")
        == ["#include <stdio.h>", first, second + "\n\nstatic int gates;"])
  }

  @Test("braces: members of a type are cut before what is in them")
  func members() throws {
    let source = """
      struct Lamp {
        let oil: Int

        /// Lights it.
        func light() {
          first()

          second()
        }

        func dim<'a>() {
          third()
        }
      }
      """
    #expect(
      try pieces(source, size: 90, name: "a.swift")
        == [
          "struct Lamp {\n  let oil: Int",
          "  /// Lights it.\n  func light() {\n    first()\n\n    second()\n  }",
          "  func dim<'a>() {\n    third()\n  }\n}",
        ])
  }

  @Test("indentation: a decorator and a docstring with blank lines belong to their function")
  func indentation() throws {
    let first = "@cache\ndef one():\n    \"\"\"About.\n\nNot code:\n\n    x\n    \"\"\"\n    return 1"
    let second = "class Two:\n    def a(self):\n        return 2\n\n    def b(self):\n        return 3"
    let source = "import re\n\n" + first + "\n\n\n" + second + "\n"
    #expect(try pieces(source, size: 80, name: "a.py") == ["import re", first, second])
    #expect(
      try pieces(second, size: 60, name: "b.py")
        == ["class Two:\n    def a(self):\n        return 2", "    def b(self):\n        return 3"])
  }

  @Test("end: functions that follow each other without a blank line are parted all the same")
  func ends() throws {
    let first = "local function one()\n  if x then\n    y()\n  else\n    z()\n  end\nend"
    let second = "-- Two.\nlocal function two()\n  return 2\nend"
    #expect(try pieces(first + "\n" + second + "\n", size: 80, name: "a.lua") == [first, second])
  }

  @Test("a licence is read off the first lines")
  func licence() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.c", "/* SPDX-License-Identifier: GPL-2.0-only OR MIT */\nint x;")
    try folder.write("b.py", "#!/usr/bin/python3\n# SPDX-License-Identifier: Apache-2.0\npass")
    try folder.write("c.md", "---\ntitle: T\nlicense: 'CC-BY-4.0'\n---\ntext")
    try folder.write("d.c", "int y;")
    #expect(
      try folder.seeds().rows.map(\.seed.licence) == ["GPL-2.0-only OR MIT", "Apache-2.0", "CC-BY-4.0", nil])
  }
}
