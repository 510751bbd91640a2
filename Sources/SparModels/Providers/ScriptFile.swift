// Reads the JSONL of a script and says, with file and line, what is wrong with it.

internal import Glibc
internal import SparCore

enum ScriptFile {
  static func bytes(of path: String) throws(ModelError) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    // A folder opens for reading; only the read fails.
    guard ferror(file) == 0 else { throw unreadable(path) }
    return bytes
  }

  private static func unreadable(_ path: String) -> ModelError {
    .configuration(
      "the script cannot be read: \(String(cString: strerror(errno))).", place: path,
      hint: "Name a JSONL file, as in scripted/replies.jsonl.")
  }

  /// One line per row; empty rows count as lines and hold nothing. Rows end at `\n` only, as JSON texts may hold other
  /// line separators.
  static func lines(_ bytes: [UInt8], origin: String) throws(ModelError) -> [ScriptLine] {
    var lines: [ScriptLine] = []
    for (index, row) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard row.contains(where: { $0 > 0x20 }) else { continue }
      lines.append(try line(Array(row), place: "\(origin):\(index + 1)"))
    }
    return lines
  }

  private static func line(_ row: [UInt8], place: String) throws(ModelError) -> ScriptLine {
    let json: JSON
    do {
      json = try JSON(parsing: row)
    } catch {
      throw invalid("the line is not JSON (\(error)).", place)
    }
    guard let object = json.object else { throw invalid("the line is no JSON object.", place) }
    try checkKeys(object, place)
    let reply = try text("reply", object, place), error = try text("error", object, place)
    guard reply != nil || error != nil else { throw invalid("the line has neither \"reply\" nor \"error\".", place) }
    return ScriptLine(
      stage: try text("stage", object, place), agent: try text("agent", object, place),
      contains: try text("contains", object, place), reply: reply ?? "", error: error,
      finish: try finish(object, place), repeats: try flag("repeat", object, place))
  }

  // MARK: Members

  private static let keys = ["stage", "agent", "contains", "reply", "error", "finish", "repeat"]

  private static func checkKeys(_ object: JSONObject, _ place: String) throws(ModelError) {
    guard let unknown = object.keys.first(where: { !keys.contains($0) }) else { return }
    let guess = Spelling.nearest(to: unknown, in: keys).map { " Did you mean \"\($0)\"?" } ?? ""
    throw invalid("there is no member \"\(unknown)\".\(guess)", place)
  }

  private static func text(_ key: String, _ object: JSONObject, _ place: String) throws(ModelError) -> String? {
    switch object[key] {
    case nil, .null: return nil
    case .string(let text): return text
    default: throw invalid("\"\(key)\" is no string.", place)
    }
  }

  private static func flag(_ key: String, _ object: JSONObject, _ place: String) throws(ModelError) -> Bool {
    guard let value = object[key] else { return false }
    guard let flag = value.bool else { throw invalid("\"\(key)\" is neither true nor false.", place) }
    return flag
  }

  private static func finish(_ object: JSONObject, _ place: String) throws(ModelError) -> FinishReason {
    guard let word = try text("finish", object, place) else { return .stop }
    guard let reason = FinishReason(rawValue: word) else {
      throw invalid("\"\(word)\" is no way to finish: stop, length, content_filter, tool_calls or other.", place)
    }
    return reason
  }

  private static func invalid(_ problem: String, _ place: String) -> ModelError {
    .configuration(
      problem, place: place,
      hint: "A line looks like {\"stage\": \"judge\", \"contains\": \"words\", \"reply\": \"text\"}.")
  }
}
