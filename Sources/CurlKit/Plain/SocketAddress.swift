// An address and port as the kernel takes them.

internal import Glibc

struct SocketAddress: Sendable {
  private var storage = sockaddr_storage()
  private let length: socklen_t

  /// - Parameter address: as it is written: `127.0.0.1`, `::1`.
  init?(_ address: String, port: UInt16) {
    var (four, six) = (sockaddr_in(), sockaddr_in6())
    if inet_pton(AF_INET, address, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
    } else if inet_pton(AF_INET6, address, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  var isIPv6: Bool { family == AF_INET6 }
  private var family: Int32 { Int32(storage.ss_family) }

  /// A socket on its way to the address; whether it has arrived shows when it can be written to.
  ///
  /// - Throws: what the system says.
  func connecting() throws(SocketError) -> Int32 {
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let socket = Glibc.socket(family, flags, 0)
    guard socket >= 0 else { throw SocketError(errno) }
    Self.set(socket, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    Self.set(socket, SOL_SOCKET, SO_KEEPALIVE, 1)
    // Seconds, as libcurl has them; the system's own are hours.
    Self.set(socket, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
    Self.set(socket, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 60)
    guard connect(socket) == 0 || errno == EINPROGRESS else {
      let error = SocketError(errno)
      close(socket)
      throw error
    }
    return socket
  }

  static func isConnected(_ socket: Int32) -> Bool {
    var (other, length) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
    return withUnsafeMutableBytes(of: &other) {
      getpeername(socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, &length) == 0
    }
  }

  private func connect(_ socket: Int32) -> Int32 {
    withUnsafeBytes(of: storage) {
      Glibc.connect(socket, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, length)
    }
  }

  private static func set(_ socket: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    withUnsafeBytes(of: value) { _ = setsockopt(socket, level, option, $0.baseAddress, socklen_t($0.count)) }
  }
}

/// Why a system call on a socket failed.
struct SocketError: Error {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  /// What became of a socket since it was last asked; `nil` where nothing is wrong.
  init?(pendingOn socket: Int32) {
    var (number, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
    getsockopt(socket, SOL_SOCKET, SO_ERROR, &number, &length)
    guard number != 0 else { return nil }
    self.number = number
  }

  /// Whether the same call may succeed later.
  var isPassing: Bool { number == EAGAIN || number == EINTR }

  /// In the system's words: no address, no host.
  var reason: String { String(cString: strerror(number)) }
}
