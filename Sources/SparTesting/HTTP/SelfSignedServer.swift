// An HTTPS server whose certificate nobody has signed but itself: OpenSSL's own test server.

internal import Foundation

/// Greets on a free port of 127.0.0.1; ends with its last reference.
package final class SelfSignedServer: Sendable {
  package let port: UInt16
  // Written once; ended by `deinit` only.
  nonisolated(unsafe) private let process: Process
  private let folder: TemporaryFolder

  /// Whether this machine has the program `openssl`.
  package static let isAvailable = FileManager.default.isExecutableFile(atPath: program)
  private static let program = "/usr/bin/openssl"

  package init() throws {
    folder = try TemporaryFolder()
    let (key, certificate) = (folder.file("key.pem"), folder.file("certificate.pem"))
    let make = try Self.run(
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
      "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate)
    make.process.waitUntilExit()
    let server = try Self.run("s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www")
    process = server.process
    guard let port = Self.port(in: server.output) else { throw Failure() }
    self.port = port
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  private struct Failure: Error, CustomStringConvertible { let description = "openssl s_server did not start" }

  private static func run(_ arguments: String...) throws -> (process: Process, output: FileHandle) {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, pipe.fileHandleForReading)
  }

  /// From the line `ACCEPT 127.0.0.1:40123`, which it writes once it listens.
  private static func port(in output: FileHandle) -> UInt16? {
    var text = ""
    while true {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let line = lines.first(where: { $0.hasPrefix("ACCEPT") }) {
        return line.split(separator: ":").last.flatMap { UInt16($0) }
      }
      let piece = output.availableData
      guard !piece.isEmpty else { return nil }
      text += String(decoding: piece, as: UTF8.self)
    }
  }
}
