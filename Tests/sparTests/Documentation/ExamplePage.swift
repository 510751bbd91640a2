// A page whose files are written, whose scripts are run, and which says below each what it prints.

import Foundation
import SparTesting
import Testing

struct ExamplePage {
  private enum Piece {
    case file(path: String, text: String)
    case script(String)
    case command([String])
    case output(String)
  }

  private let pieces: [Piece]

  /// - Parameter name: of a file in docs/.
  init(_ name: String) throws {
    pieces = Self.pieces(of: try String(contentsOfFile: "\(Checkout.path)/docs/\(name)", encoding: .utf8))
  }

  /// Runs the examples in one project, in their order.
  ///
  /// - Returns: how many scripts and outputs there were.
  func check() throws -> (scripts: Int, outputs: Int) {
    let folder = try ProjectFolder()
    var printed: String?
    var (scripts, outputs) = (0, 0)
    for piece in pieces {
      switch piece {
      case .file(let path, let text): try folder.write(text, to: path)
      case .script(let text):
        try folder.write(text, to: "example.lua")
        let run = try SparProcess.run("run", "example.lua", in: folder)
        #expect(run.code == 0, "\(text)\n\(run.errors)")
        (printed, scripts) = (run.output, scripts + 1)
      case .command(let arguments):
        let run = try SparProcess(arguments, in: folder).wait()
        #expect(run.code == 0, "spar \(arguments): \(run.output)\(run.errors)")
      case .output(let text):
        #expect(printed == text)
        outputs += 1
      }
    }
    return (scripts, outputs)
  }

  /// Fences in their order. One behind a line that is a path in backticks is that file.
  private static func pieces(of page: String) -> [Piece] {
    var pieces: [Piece] = []
    var path: String?
    var fence: (language: String, lines: [String])?
    for line in page.components(separatedBy: "\n") {
      if let open = fence {
        guard line == "```" else {
          fence?.lines.append(line)
          continue
        }
        pieces.append(piece(open.language, open.lines, path))
        (fence, path) = (nil, nil)
      } else if line.hasPrefix("```") {
        fence = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("`"), line.hasSuffix("`"), line.contains("/") {
        path = String(line.dropFirst().dropLast())
      }
    }
    return pieces
  }

  private static func piece(_ language: String, _ lines: [String], _ path: String?) -> Piece {
    let text = lines.joined(separator: "\n") + "\n"
    if let path { return .file(path: path, text: text) }
    switch language {
    case "lua": return .script(text)
    case "console": return .command(lines[0].split(separator: " ").dropFirst(2).map(String.init))
    default: return .output(text)
    }
  }
}
