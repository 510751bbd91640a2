// Lines of a file, read piece by piece: a file may be larger than memory.

import Glibc

final class Lines {
  private let file: UnsafeMutablePointer<FILE>
  private var line: UnsafeMutablePointer<CChar>?
  private var capacity = 0

  init?(_ path: String) {
    guard let file = fopen(path, "r") else { return nil }
    self.file = file
  }

  deinit {
    fclose(file)
    free(line)
  }

  /// At most `count` of them, without their ends; none where the file is at its end.
  func next(_ count: Int) -> [String] {
    var lines: [String] = []
    while lines.count < count, let text = next() { lines.append(text) }
    return lines
  }

  private func next() -> String? {
    let length = getline(&line, &capacity, file)
    guard length > 0, let line else { return nil }
    let count = line[length - 1] == CChar(UInt8(ascii: "\n")) ? length - 1 : length
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
