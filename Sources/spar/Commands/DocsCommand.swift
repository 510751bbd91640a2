// spar docs [--check]

internal import ArgumentParser
internal import Glibc
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Write the Lua reference and the editor's type file from the registrations.")

  @Flag(help: "Write nothing; fail where a file differs from what would be written.")
  var check = false

  func run() throws {
    let opened = Foreground.run { await Self.pages() }
    do {
      let pages = try opened.get()
      let stale = pages.filter { (try? FileBytes.read($0.path)) != Array($0.text.utf8) }
      if check, let first = stale.first {
        throw ScriptError(.missing, "\(first.path) is not what the registrations say.", hint: "Run spar docs.")
      }
      for page in stale { try Self.write(page.text, to: page.path) }
      Exit.now(0)
    } catch { Exit.failing(error) }
  }

  private struct Page: Sendable {
    let path: String
    let text: String
  }

  @Host private static func pages() async -> Result<[Page], any Error> {
    do {
      let program = try await Program.open(try HostOptions.parse(["--quiet"]))
      let verbs = program.session.host.documented
      return .success([
        Page(path: "docs/reference.md", text: ReferencePage.markdown(verbs)),
        Page(path: "stdlib-lua/meta/spar.lua", text: MetaFile.lua(verbs)),
      ])
    } catch { return .failure(error) }
  }

  private static func write(_ text: String, to path: String) throws {
    mkdir(ProjectLayout.parent(of: path), 0o777)
    guard let file = fopen(path, "w") else {
      throw ScriptError(.missing, "\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
    defer { fclose(file) }
    fputs(text, file)
  }
}
