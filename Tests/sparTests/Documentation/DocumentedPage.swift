// A page of docs/ as what can be tried: its files are written, its scripts are run, and what they print is what it says.

import Foundation
import SparTesting
import Testing

/// The fences of a page in their order.
struct DocumentedPage {
  enum Piece {
    case file(path: String, text: String)
    case script(String)
    case command([String])
    case output(String)
  }

  let pieces: [Piece]

  /// - Parameter name: of a file in docs/.
  init(_ name: String) throws {
    let page = try String(contentsOfFile: "\(Checkout.path)/docs/\(name)", encoding: .utf8)
    pieces = Self.pieces(of: page)
  }

  /// A fence behind a line that is a path in backticks is that file.
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
      } else if line.hasPrefix("`"), line.hasSuffix("`"), line.contains("/") || line.contains(".") {
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

  /// How an example is to end.
  enum Ending {
    /// With this exit code, and having printed what stands below it.
    case code(Int32)
    /// With this exit code, for want of something that this machine lacks; what stands below it is not compared.
    case refusal(Int32)
    /// Not at all: it needs what a test has not.
    case untried
  }

  /// Tries everything in one project.
  ///
  /// - Parameter ending: how a script ends, given its text, or a command, given its arguments.
  /// - Returns: how many scripts were run, and how many outputs compared.
  func tryAll(
    in folder: ProjectFolder, ending: (String) -> Ending = { _ in .code(0) }
  ) throws -> (scripts: Int, outputs: Int) {
    var printed: String?
    var (scripts, outputs) = (0, 0)
    for piece in pieces {
      switch piece {
      case .file(let path, let text): try folder.write(text, to: path)
      case .script(let text):
        try folder.write(text, to: "example.lua")
        printed = try Self.output(of: ["run", "example.lua"], in: folder, ending(text))
        scripts += 1
      case .command(let arguments):
        printed = try Self.output(of: arguments, in: folder, ending(arguments.joined(separator: " ")))
      case .output(let text):
        guard let printed else { continue }
        #expect(printed == text)
        outputs += 1
      }
    }
    return (scripts, outputs)
  }

  /// Standard output, or standard error where nothing else came; `nil` where there is nothing to compare.
  private static func output(of arguments: [String], in folder: ProjectFolder, _ ending: Ending) throws -> String? {
    let run: () throws -> SparProcess.Outcome = { try SparProcess(arguments, in: folder).wait() }
    switch ending {
    case .untried: return nil
    case .refusal(let code):
      let outcome = try run()
      #expect(outcome.code == code, "spar \(arguments): \(outcome.output)\(outcome.errors)")
      return nil
    case .code(let code):
      let outcome = try run()
      #expect(outcome.code == code, "spar \(arguments): \(outcome.output)\(outcome.errors)")
      return outcome.output.isEmpty ? outcome.errors : outcome.output
    }
  }
}
