// A batch as its server describes it (OpenAI, "The batch object").

internal import SparCore

struct RemoteBatch: Sendable, Equatable {
  enum Status: String, Sendable {
    case validating, failed, finalizing, completed, expired, cancelling, cancelled
    case inProgress = "in_progress"
  }

  /// What is wrong with the file that was uploaded.
  struct Fault: Sendable, Equatable {
    /// From 1; `nil` for what concerns the whole file.
    var line: Int?
    var message: String
  }

  var id: String
  var status: Status
  /// What was uploaded.
  var inputFile: String?
  var outputFile: String?
  var errorFile: String?
  /// Requests that are done, whatever became of them, and all of them.
  var done = 0
  var total = 0
  var faults: [Fault] = []

  init(id: String, status: Status) {
    self.id = id
    self.status = status
  }

  /// `nil` for what is no batch. A status that is not known is one of a server that is still at work.
  init?(_ json: JSON) {
    guard let id = json["id"]?.string, Self.isName(id), let word = json["status"]?.string else { return nil }
    self.init(id: id, status: Status(rawValue: word) ?? .inProgress)
    inputFile = Self.name(json["input_file_id"])
    outputFile = Self.name(json["output_file_id"])
    errorFile = Self.name(json["error_file_id"])
    let counts = json["request_counts"]
    done = (counts?["completed"]?.int ?? 0) + (counts?["failed"]?.int ?? 0)
    total = counts?["total"]?.int ?? 0
    faults = (json["errors"]?["data"]?.array ?? []).compactMap(Self.fault)
  }

  /// Whether nothing more will come of it.
  var hasEnded: Bool {
    switch status {
    case .failed, .completed, .expired, .cancelled: true
    case .validating, .inProgress, .finalizing, .cancelling: false
    }
  }

  /// Whether a server's name for a thing can stand in a path and on a terminal.
  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 256
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  private static func name(_ json: JSON?) -> String? { json?.string.flatMap { isName($0) ? $0 : nil } }

  private static func fault(_ json: JSON) -> Fault? {
    guard let message = json["message"]?.string ?? json["code"]?.string else { return nil }
    return Fault(line: json["line"]?.int, message: message)
  }
}
