// The examples of a page of docs/: its files are written, its scripts and commands run in the order of the page, and what
// they print is what stands below them.

import Foundation
import SparTesting
import Testing

struct PageExamples {
  private enum Piece {
    case file(name: String, text: String)
    case script(String)
    case command([String])
    case output(String)
  }

  private let pieces: [Piece]

  /// - Parameter page: its path below docs/.
  init(_ page: String) throws {
    pieces = Self.pieces(of: try String(contentsOfFile: "\(Checkout.path)/docs/\(page)", encoding: .utf8))
  }

  /// Runs everything in the folder, but for the scripts that `skips` names.
  ///
  /// - Returns: how many outputs were compared.
  func run(in folder: ProjectFolder, codes: Set<Int32> = [0], skipping skips: (String) -> Bool = { _ in false }) throws
    -> Int
  {
    var printed = "", outputs = 0
    for piece in pieces {
      switch piece {
      case .file(let name, let text): try folder.write(text, to: name)
      case .script(let text):
        if skips(text) { continue }
        try folder.write(text, to: "example.lua")
        printed = try Self.run(["run", "example.lua"], in: folder, codes)
      case .command(let arguments): printed = try Self.run(arguments, in: folder, codes)
      case .output(let text):
        #expect(printed == text)
        outputs += 1
      }
    }
    return outputs
  }

  /// Standard output; where nothing came, standard error.
  private static func run(_ arguments: [String], in folder: ProjectFolder, _ codes: Set<Int32>) throws -> String {
    let outcome = try SparProcess(arguments, in: folder).wait()
    #expect(codes.contains(outcome.code), "spar \(arguments): \(outcome.output)\(outcome.errors)")
    return outcome.output.isEmpty ? outcome.errors : outcome.output
  }

  // MARK: Reading the page

  /// Fences in their order; one behind a line that is a name in backticks is that file.
  private static func pieces(of page: String) -> [Piece] {
    var pieces: [Piece] = [], name: String?
    var fence: (language: String, lines: [String])?
    for line in page.components(separatedBy: "\n") {
      if let open = fence {
        guard line == "```" else {
          fence?.lines.append(line)
          continue
        }
        pieces.append(piece(open.language, open.lines, name))
        (fence, name) = (nil, nil)
      } else if line.hasPrefix("```") {
        fence = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("`"), line.hasSuffix("`"),
        line.dropFirst().dropLast().allSatisfy({ $0 != "`" && $0 != " " })
      {
        name = String(line.dropFirst().dropLast())
      }
    }
    return pieces
  }

  private static func piece(_ language: String, _ lines: [String], _ name: String?) -> Piece {
    let text = lines.joined(separator: "\n") + "\n"
    if let name { return .file(name: name, text: text) }
    switch language {
    case "lua": return .script(text)
    case "console": return .command(lines[0].split(separator: " ").dropFirst(2).map(String.init))
    default: return .output(text)
    }
  }
}
