// An HTTPS server whose certificate nobody has signed but itself: OpenSSL's own test server.

internal import Glibc

/// Greets on a free port of 127.0.0.1; ends with its last reference.
package final class SelfSignedServer: Sendable {
  package let port: UInt16
  private let process: pid_t
  // Read by `init`, closed by `deinit`.
  nonisolated(unsafe) private let output: UnsafeMutablePointer<FILE>
  private let folder: TemporaryFolder

  private struct Failure: Error, CustomStringConvertible { let description = "openssl s_server did not start" }

  /// Whether this machine has the program `openssl`.
  package static let isAvailable = access(program, X_OK) == 0
  private static let program = "/usr/bin/openssl"

  package init() throws {
    folder = try TemporaryFolder()
    guard let output = popen(Self.script(in: folder.path), "re") else { throw Failure() }
    // The shell tells its id and becomes the server, which says where it listens: `ACCEPT 127.0.0.1:40123`.
    let process = Self.line(of: output) { pid_t($0) }
    let port = Self.line(of: output) { line in
      line.hasPrefix("ACCEPT") ? line.split(separator: ":").last.flatMap { UInt16($0) } : nil
    }
    guard let process, let port else {
      pclose(output)
      throw Failure()
    }
    (self.output, self.process, self.port) = (output, process, port)
  }

  deinit {
    kill(process, SIGTERM)
    pclose(output)
  }

  private static func script(in folder: String) -> String {
    """
    exec 2> /dev/null < /dev/null
    cd '\(folder)'
    echo $$
    \(program) req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -keyout key.pem -out certificate.pem \
      -addext subjectAltName=IP:127.0.0.1
    exec \(program) s_server -accept 127.0.0.1:0 -key key.pem -cert certificate.pem -www
    """
  }

  /// What the first line holds in which `read` finds something.
  private static func line<Value>(of output: UnsafeMutablePointer<FILE>, _ read: (Substring) -> Value?) -> Value? {
    var bytes = [CChar](repeating: 0, count: 256)
    while fgets(&bytes, Int32(bytes.count), output) != nil {
      let text = String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let value = read(text.prefix { $0 != "\n" }) { return value }
    }
    return nil
  }
}
