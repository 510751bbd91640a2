// 10,056 replies of three judges in two seat orders, recorded by LLMBar with the verdict that was read from each
// (arXiv 2310.07641), where the data folder is present.

import Glibc
import SparCore
import SparPrompts
import Testing

@Suite("Recorded replies of judges") struct RecordedVerdictTests {
  fileprivate static let missing = "needs ../shared/data/judging"

  /// `../shared/data/judging`, seen from the package; `nil` where it is absent.
  fileprivate static let folder: String? = {
    guard let resolved = realpath(#filePath, nil) else { return nil }
    defer { free(resolved) }
    let package = String(cString: resolved).split(separator: "/").dropLast(4)
    let folder = "/" + package.dropLast().joined(separator: "/") + "/shared/data/judging"
    return access(folder, R_OK) == 0 ? folder : nil
  }()

  private struct Recorded {
    let text: String
    /// What was read from it then; `nil` where nothing was.
    let seat: SeatPreference?
  }

  private func recorded() throws -> [Recorded] {
    let folder = try #require(Self.folder)
    let file = try #require(fopen("\(folder)/llmbar_judge_texts.jsonl", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return try bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
      let row = try JSON(parsing: Array(line))
      // The winner is recorded by output; in the swapped order, output 1 was called (b).
      return [("orig", "1"), ("swap", "2")].map { order, first in
        let winner = row["winner_\(order)"]?.string
        return Recorded(
          text: row["text_\(order)"]?.string ?? "", seat: winner.map { $0 == first ? .first : .second })
      }
    }
  }

  private func read(_ text: String) -> SeatPreference? {
    guard case .pair(let pair) = try? ReplyFormat.sentence.parse(text) else { return nil }
    return pair.preference
  }

  /// The recorded reader took the first verdict that it found anywhere. It is mistaken where that was the other side's claim,
  /// quoted before the reply comes to its own: "Therefore … Output (b) is better".
  private func concludes(_ text: String, _ seat: SeatPreference) throws -> Bool {
    let label = seat == .first ? "a" : "b"
    let conclusion = try Regex("(therefore|thus|conclu)[^.]*output \\(\(label)\\) is better")
    return text.lowercased().contains(conclusion)
  }

  @Test(
    "verdicts that are read are the recorded ones, or what the reply concludes; of two hundred hardly one is not read",
    .enabled(if: RecordedVerdictTests.folder != nil, Comment(rawValue: RecordedVerdictTests.missing)))
  func agreement() throws {
    let replies = try recorded()
    var unread = 0
    for reply in replies {
      guard let seat = read(reply.text) else {
        unread += reply.seat == nil ? 0 : 1
        continue
      }
      if seat != reply.seat { #expect(try concludes(reply.text, seat), "\(reply.text)") }
    }
    #expect(unread * 200 <= replies.count, "\(unread) were not read")
  }
}
