// Which process a run belongs to. A number alone is not enough: the system uses it again.

internal import Glibc

/// A process by its number, the tick it started at and the boot of the machine.
struct ProcessIdentity: Equatable, CustomStringConvertible {
  let number: Int32
  let start: String
  let boot: String

  static let current = ProcessIdentity(running: getpid()) ?? ProcessIdentity(number: getpid(), start: "", boot: "")

  private init(number: Int32, start: String, boot: String) {
    self.number = number
    self.start = start
    self.boot = boot
  }

  /// The process that has this number now; `nil` where there is none, or the system does not say.
  init?(running number: Int32) {
    guard let status = Self.firstLine(of: "/proc/\(number)/stat"),
      let boot = Self.firstLine(of: "/proc/sys/kernel/random/boot_id")
    else { return nil }
    // The command's name stands in parentheses and may hold anything; the start time is field 22, counted from 1.
    guard let end = status.lastIndex(of: ")") else { return nil }
    let fields = status[end...].split(separator: " ")
    guard fields.count > 20 else { return nil }
    self.init(number: number, start: String(fields[20]), boot: boot)
  }

  /// Reads what `description` wrote.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let number = Int32(parts[0]) else { return nil }
    self.init(number: number, start: String(parts[1]), boot: String(parts[2]))
  }

  var description: String { "\(number):\(start):\(boot)" }

  var isAlive: Bool { ProcessIdentity(running: number) == self }

  private static func firstLine(of path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 1024)
    guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
    let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
