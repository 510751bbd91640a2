// Manual pages as text. What is expected is what man(1) shows, less its layout.

import SparCore
import SparDatasets
import Testing

@Suite("manual pages")
struct ManualPageTests {
  private func page(_ roff: String) throws -> (text: String, title: String?) {
    let folder = try TemporaryFolder()
    try folder.write("lamp.1", roff)
    let row = try #require(try folder.seeds().rows.first)
    return (row.text, row.seed.title)
  }

  @Test("macros of man: sections, fonts, tagged lists, examples")
  func man() throws {
    let (text, title) = try page(
      #"""
      .\" A comment
      .TH LAMP 1 "2026-01-01" "Lamps"
      .SH NAME
      lamp \- lights \fIa\fR lamp
      .SH "SEE ALSO"
      .PP
      Burns for \(em at most \(em 10\ hours.
      See
      .BR wick (1),
      .IR oil "(5)" .
      .TP
      .BI \-o " file"
      Writes
      .B all
      of it.
      .IP \(bu 2
      One.
      .nf
      lamp \-\-on   \e
        now
      .fi
      """#)
    #expect(title == "LAMP(1)")
    #expect(
      text == """
        ## NAME

        lamp - lights a lamp

        ## SEE ALSO

        Burns for — at most — 10 hours. See wick(1), oil(5).

        -o file
        Writes all of it.

        - One.

        ```
        lamp --on   \\
          now
        ```
        """)
  }

  @Test("conditions, definitions and strings, as pod2man writes them")
  func requests() throws {
    let roff = #"""
      .de Vb
      .ft CW
      ..
      .ds C+ C\v'-.1v'\h'-1p'+
      .ie n \{\
      .    ds -- \(em
      .    ds L" ""
      'br\}
      .el\{\
      .    ds -- wrong
      not shown
      'br\}
      .if t not shown
      .if !n not shown
      .if \n(.g .ds L" x
      .if \n[.g] \{\
      not shown
      .\}
      .TH X 3
      .SH A
      dash\*(--dash \s-1SMALL\s0 \fBbold\fP
      .if n shown
      """#
    #expect(try page(roff).text == "## A\n\ndash—dash SMALL bold shown")
  }

  @Test("an escape without a name leaves the letter behind it whole, whatever its script")
  func names() throws {
    let roff = ".TH X 3\n.SH A\n\\*Див. \\fЖук \\(ЇжN \\o'Ёe'лка \\zЯк"
    #expect(try page(roff).text == "## A\n\nДив. Жук ЇжN Ёлка к")
  }

  @Test("macros of mdoc: flags, arguments, lists")
  func mdoc() throws {
    let roff = #"""
      .Dd May 1, 2026
      .Dt WICK 8
      .Os
      .Sh NAME
      .Nm wick
      .Nd trims a wick
      .Sh SYNOPSIS
      .Nm
      .Op Fl av
      .Op Fl f Ar file
      .Sh DESCRIPTION
      See
      .Xr lamp 1 .
      .Bl -tag -width x
      .It Fl a
      All of them
      .Pq slow .
      .El
      """#
    let (text, title) = try page(roff)
    #expect(title == "WICK(8)")
    #expect(
      text == """
        ## NAME

        wick trims a wick

        ## SYNOPSIS

        wick [-av] [-f file]

        ## DESCRIPTION

        See lamp(1).

        -a
        All of them (slow).
        """)
  }

  @Test("a page that stands for another is left out, and a log with a number is no page")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.1", ".so man1/gzip.1\n")
    try folder.write("b.log.1", "started\nstopped\n")
    let (rows, report) = try folder.seeds()
    #expect(rows.map(\.text) == ["started\nstopped"])
    #expect(report.skipped.map(\.detail) == ["it only stands for man1/gzip.1"])
  }
}
