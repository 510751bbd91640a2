// A program that prints a key: `pass show openai`, `op read …`.

internal import Glibc

enum KeyCommand {
  struct Failure: Error, Equatable { let reason: String }

  /// Runs the command and waits for it; blocks the thread. Its error output goes to ours, so that it can explain itself.
  static func run(_ command: String) -> Result<String, Failure> {
    guard let pipe = popen(command, "re") else { return .failure(Failure(reason: "key_command cannot be started")) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&piece, 1, piece.count, pipe), count > 0, bytes.count < 64 << 10 {
      bytes += piece[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else { return .failure(Failure(reason: "key_command ended with status \((status >> 8) & 0xFF)")) }
    return checked(String(decoding: bytes, as: UTF8.self), from: "key_command")
  }

  /// The key without surrounding blanks. One with control characters would end the header line it is sent in.
  static func checked(_ text: String, from source: String) -> Result<String, Failure> {
    var key = text[...]
    while let first = key.unicodeScalars.first, first.properties.isWhitespace { key.unicodeScalars.removeFirst() }
    while let last = key.unicodeScalars.last, last.properties.isWhitespace { key.unicodeScalars.removeLast() }
    guard !key.isEmpty else { return .failure(Failure(reason: "\(source) gives an empty key")) }
    guard key.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
      return .failure(Failure(reason: "the key that \(source) gives holds a blank or a line break"))
    }
    return .success(String(key))
  }
}
