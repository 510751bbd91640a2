// Reads a tape: answers calls with what came of them when the tape was recorded. Holds the places of the lines, not
// their texts.

internal import Glibc
package import LoopKit
internal import SparCore
internal import SparModels
internal import SparStore

/// A tape that stands in for all models.
@Host
package final class TapePlayer {
  private struct Place {
    let start: Int
    let count: Int
  }

  private let path: String
  private let descriptor: Int32
  /// In the order of recording; the last one of a key is never used up.
  private var places: [ContentKey: [Place]] = [:]
  /// What tools gave, by the call and its tool call.
  private var tools: [ToolPlace: Place] = [:]

  private struct ToolPlace: Hashable {
    let key: ContentKey
    let position: Int
  }

  /// - Throws: `tape.unreadable` where the file is not there or a line is none of a tape's.
  package init(path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path, "\(String(cString: strerror(errno)))") }
    try index()
  }

  isolated deinit { close(descriptor) }

  /// What came of the call, the first time it is asked for, the second …; `nil` where the tape has no such call.
  func outcome(of key: ContentKey) throws -> TapedOutcome? {
    guard var known = places[key], let place = known.first else { return nil }
    if known.count > 1 {
      known.removeFirst()
      places[key] = known
    }
    guard let outcome = try TapeLine.outcome(json(at: place)) else { throw changed }
    return outcome
  }

  /// What the tool gave that a call's reply asked for; `nil` where the tape does not have it.
  func use(of key: ContentKey, at position: Int) throws -> ToolUse? {
    guard let place = tools[ToolPlace(key: key, position: position)] else { return nil }
    guard let use = try TapeLine.use(json(at: place)) else { throw changed }
    return use
  }

  private func json(at place: Place) throws -> JSON {
    guard let line = read(place), let json = try? JSON(parsing: line) else { throw changed }
    return json
  }

  private var changed: EngineError { Self.unreadable(path, "it changed while it was replayed") }

  // MARK: Places

  private func index() throws {
    var (start, number) = (0, 1)
    var line: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while case let count = Glibc.read(descriptor, &block, block.count), count != 0 {
      guard count > 0 else { throw Self.unreadable(path, String(cString: strerror(errno))) }
      var rest = block[..<count]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<end]
        try note(line, at: start, number)
        (start, number) = (start + line.count + 1, number + 1)
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest
    }
    guard line.isEmpty else { throw Self.unreadable(path, "line \(number) is cut off") }
  }

  private func note(_ line: [UInt8], at start: Int, _ number: Int) throws {
    let place = Place(start: start, count: line.count)
    guard let json = try? JSON(parsing: line),
      let key = json["key"]?.string.flatMap(ContentKey.init(hexadecimal:))
    else { throw Self.unreadable(path, "line \(number) is no call") }
    if let use = TapeLine.use(json) {
      tools[ToolPlace(key: key, position: use.position)] = place
    } else if TapeLine.outcome(json) != nil {
      places[key, default: []].append(place)
    } else {
      throw Self.unreadable(path, "line \(number) is no call")
    }
  }

  private func read(_ place: Place) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: place.count) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, place.count, place.start))
    }
    return bytes.count == place.count ? bytes : nil
  }

  nonisolated private static func unreadable(_ path: String, _ reason: String) -> EngineError {
    EngineError(.tape, "The tape \(path) cannot be replayed: \(reason).", hint: "Record it anew with --record.")
  }
}
