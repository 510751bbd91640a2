// Comma-separated values (RFC 4180), one record at a time, whatever the size of the file.

/// A row of a table.
struct CSVRecord {
  /// Without their quotes.
  var cells: [[UInt8]] = []
  /// As it was written, without the end of its line.
  var raw: [UInt8] = []
  /// Where it begins, from 1.
  var line = 1

  var isBlank: Bool { raw.allSatisfy(\.isSpace) }
}

/// Cells in quotes may hold separators, line ends and doubled quotes; a quote elsewhere is a character.
struct CSVRecords {
  private let source: any ByteStream
  private let limit: Int
  private var separator: UInt8
  private var isSeparatorKnown: Bool
  private var block: [UInt8] = []
  private var index = 0
  private var line = 1

  private enum Place { case start, plain, quoted, afterQuote }

  /// - Parameters:
  ///   - separator: `nil` for the one of comma, semicolon and tab that the first line has most of.
  ///   - limit: the longest record, in bytes.
  init(_ source: any ByteStream, separator: UInt8?, limit: Int) {
    self.source = source
    self.limit = limit
    self.separator = separator ?? UInt8(ascii: ",")
    isSeparatorKnown = separator != nil
  }

  /// The next record; `nil` after the last. A quote that is never closed ends with the file, or at the limit.
  mutating func next() throws(Skip) -> CSVRecord? {
    var record = CSVRecord(line: line), cell: [UInt8] = [], place = Place.start
    while let byte = try nextByte() {
      if byte == 0x0A {
        line += 1
        if place != .quoted { return finished(record, cell) }
      }
      record.raw.append(byte)
      guard record.raw.count <= limit else {
        throw Skip(.tooLarge, "a row of more than \(limit) bytes, from line \(record.line) on")
      }
      if byte == separator, place != .quoted {
        record.cells.append(cell)
        (cell, place) = ([], .start)
      } else {
        take(byte, into: &cell, &place)
      }
    }
    return record.raw.isEmpty ? nil : finished(record, cell)
  }

  private func take(_ byte: UInt8, into cell: inout [UInt8], _ place: inout Place) {
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .start where isQuote: place = .quoted
    case .quoted where isQuote: place = .afterQuote
    case .quoted: cell.append(byte)
    case .afterQuote where isQuote:
      cell.append(byte)
      place = .quoted
    case .afterQuote where byte == 0x0D: break
    default:
      cell.append(byte)
      place = .plain
    }
  }

  private func finished(_ record: CSVRecord, _ cell: [UInt8]) -> CSVRecord {
    var record = record
    if record.raw.last == 0x0D { record.raw.removeLast() }
    record.cells.append(cell.last == 0x0D ? Array(cell.dropLast()) : cell)
    return record
  }

  private mutating func nextByte() throws(Skip) -> UInt8? {
    if index == block.count {
      (block, index) = (try source.next(), 0)
      if block.isEmpty { return nil }
      if !isSeparatorKnown { guessSeparator() }
    }
    defer { index += 1 }
    return block[index]
  }

  private mutating func guessSeparator() {
    isSeparatorKnown = true
    let head = block.prefix { $0 != 0x0A }
    var most = 0
    for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] {
      let count = head.count { $0 == candidate }
      if count > most { (most, separator) = (count, candidate) }
    }
  }
}
