// Programs that turn bytes into others.

import Glibc
import Testing

@testable import SparDatasets

@Suite("Programs as filters", .timeLimit(.minutes(5))) struct FilterTests {
  private func shell(_ script: String, limit: Int = 1 << 16) -> Filter {
    Filter(program: "sh", arguments: ["-c", script], seconds: 60, limit: limit)
  }

  @Test("output, and the status of one that fails or ends by a signal")
  func outcomes() throws {
    #expect(try shell("tr a-z A-Z").run(on: Array("tide".utf8)) == Array("TIDE".utf8))
    #expect(throws: Filter.Failure.exit(3)) { try shell("exit 3").run(on: []) }
    #expect(throws: Filter.Failure.exit(128 + SIGKILL)) { try shell("kill -KILL $$").run(on: []) }
    let missing = Filter(program: "no-such-program", arguments: [], seconds: 60, limit: 1)
    #expect(throws: Filter.Failure.notFound) { try missing.run(on: []) }
  }

  @Test("what a program that is ended has started ends with it")
  func children() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/alive"
    #expect(mkfifo(path, 0o600) == 0)
    let alive = open(path, O_RDONLY | O_NONBLOCK)
    defer { close(alive) }
    // The child holds the fifo open for as long as it lives.
    let script = shell("exec 3>'\(path)'; sleep 600 & exec yes", limit: 10_000)
    #expect(throws: Filter.Failure.tooMuch) { try script.run(on: []) }
    var watched = pollfd(fd: alive, events: Int16(POLLIN), revents: 0)
    #expect(poll(&watched, 1, 60_000) == 1 && watched.revents & Int16(POLLHUP) != 0)
  }
}
