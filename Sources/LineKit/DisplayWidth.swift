// How many columns text takes on a terminal, in the measure that libedit itself uses (the C library's wcwidth).

internal import CEditlineShim

package enum DisplayWidth {
  /// Columns that `text` takes on one line. Control characters count as the two columns of their `^X` form.
  package static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    let width = spar_line_width(CInt(bitPattern: scalar.value))
    return width < 0 ? 2 : Int(width)
  }

  /// Rows below the first that `text` reaches when its first line begins after `indent` columns.
  package static func rowsBelow(_ text: some StringProtocol, indent: Int, columns: Int) -> Int {
    var row = 0
    var column = indent
    for scalar in text.unicodeScalars {
      if scalar == "\n" {
        (row, column) = (row + 1, 0)
        continue
      }
      let width = scalar == "\t" ? 8 - column % 8 : of(scalar)
      if column + width > columns { (row, column) = (row + 1, 0) }
      column += width
      if column >= columns { (row, column) = (row + 1, 0) }
    }
    return row
  }
}
