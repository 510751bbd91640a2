// Descriptors that are closed when nobody holds them any more.

internal import CSandboxShim
internal import Glibc

final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }

  /// A pipe whose end for reading never blocks.
  static func pipe() throws(SandboxError) -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [0, 0]
    let status = spar_pipe(&ends)
    guard status == 0 else { throw failure("a pipe", -status) }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  /// A file in memory that can be read only, from its beginning.
  static func holding(_ bytes: [UInt8]) throws(SandboxError) -> Descriptor {
    try made(spar_memory_file(bytes, bytes.count), "a file in memory")
  }

  static func filter() throws(SandboxError) -> Descriptor {
    try made(spar_system_call_filter(), "a system call filter")
  }

  /// Reads and writes nothing.
  static func nothing() throws(SandboxError) -> Descriptor {
    let number = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard number >= 0 else { throw failure("/dev/null") }
    return Descriptor(number)
  }

  private static func made(_ number: Int32, _ what: String) throws(SandboxError) -> Descriptor {
    guard number >= 0 else { throw failure(what, -number) }
    return Descriptor(number)
  }

  private static func failure(_ what: String, _ error: Int32 = errno) -> SandboxError {
    SandboxError(.system, "The system does not give \(what): \(String(cString: strerror(error))).")
  }
}
