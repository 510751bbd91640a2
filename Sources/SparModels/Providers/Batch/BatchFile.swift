// The file that a batch is uploaded as: one request a line (OpenAI, "Batch API").

internal import SparCore

enum BatchFile {
  /// What a file may hold.
  static let mostRequests = 50_000
  static let mostBytes = 200_000_000

  static func line(_ id: ContentKey, _ body: [UInt8]) -> [UInt8] {
    var line = Array(#"{"custom_id":"\#(id)","method":"POST","url":"/v1/chat/completions","body":"#.utf8)
    line += body
    line += "}\n".utf8
    return line
  }

  /// How long the line of a body is.
  static func length(_ body: [UInt8]) -> Int { body.count + overhead }

  private static let overhead = line(ContentKey(hashing: ""), []).count
}
