// Where the sandbox cannot be, code is not run.

import Glibc
import LoopKit
@testable import SandboxKit
import SparTesting
import Testing

@Suite("refusals of the sandbox", .timeLimit(.minutes(5)))
struct RefusalTests {
  @Test("without bubblewrap nothing runs, and the sentence says what to install")
  func missing() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: SandboxError.self) { try SandboxPrograms.find(in: [folder.path], isRoot: false) }
    #expect(error?.kind == .missing)
    #expect(
      error?.reason == "Code is run in a sandbox only, and this machine lacks bwrap (package bubblewrap) and prlimit "
        + "(package util-linux).")
    #expect(error?.hint == "On Debian: apt-get install bubblewrap util-linux")
  }

  @Test("root is dropped or refused")
  func root() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: SandboxError.self) { try SandboxPrograms.find(in: [folder.path], isRoot: true) }
    #expect(error?.reason.contains("setpriv") == true)
  }

  @Test("a bubblewrap that is not permitted is told in its own words, and one that lies is found out")
  func forbidden() async throws {
    let folder = try TemporaryFolder()
    func trial(_ script: String) async throws -> SandboxError? {
      let program = try folder.write("#!/bin/sh\n\(script)\n", to: "bwrap-\(script.count)")
      chmod(program, 0o755)
      let programs = SandboxPrograms(bubblewrap: program, limits: "/usr/bin/prlimit", privileges: nil)
      return await #expect(throws: SandboxError.self) {
        _ = try await Host.task { try await Sandbox.trial(of: programs) }.value
      }
    }
    let refused = try await trial("echo 'bwrap: No permissions to create new namespace' >&2; exit 1")
    #expect(refused?.kind == .refused)
    #expect(refused?.reason.hasSuffix("bwrap: No permissions to create new namespace") == true)
    #expect(refused?.hint?.contains("user.max_user_namespaces") == true)
    let liar = try await trial("echo '{ \"exit-code\": 0 }' >&3; cat /proc/self/status")
    #expect(liar?.reason.hasPrefix("The sandbox would not hold on this machine") == true)
  }

  @Test(
    "limits that make no sense are refused",
    arguments: [
      SandboxLimits(seconds: 0), SandboxLimits(seconds: .infinity), SandboxLimits(memory: 1), SandboxLimits(output: -1),
      SandboxLimits(processes: 0), SandboxLimits(files: -1),
    ])
  func limits(_ limits: SandboxLimits) {
    #expect(throws: SandboxError.self) { try limits.check() }
  }
}
