// The few socket and thread calls that the scripted server needs.

internal import Glibc

enum StubSocket {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// A socket that listens on a free port of 127.0.0.1.
  static func listening() throws -> Int32 {
    let socket = try bound()
    guard listen(socket, 4096) == 0 else {
      close(socket)
      throw Failure(description: "cannot listen: \(String(cString: strerror(errno)))")
    }
    return socket
  }

  /// A socket that has a free port of 127.0.0.1 to itself.
  static func bound() throws -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw Failure(description: "no socket: \(String(cString: strerror(errno)))") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let bound = withAddress(&address) { bind(socket, $0, $1) }
    guard bound == 0 else {
      close(socket)
      throw Failure(description: "no port: \(String(cString: strerror(errno)))")
    }
    return socket
  }

  static func port(of socket: Int32) -> UInt16 {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withAddress(&address) { pointer, _ in getsockname(socket, pointer, &length) }
    return UInt16(bigEndian: address.sin_port)
  }

  /// The next connection; `nil` once the listener is shut down.
  static func accepted(by listener: Int32) -> Int32? {
    while true {
      let socket = accept(listener, nil, nil)
      if socket >= 0 {
        setOption(socket, Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
        return socket
      }
      guard errno == EINTR || errno == ECONNABORTED else { return nil }
    }
  }

  /// Makes the coming `close` a TCP reset.
  static func resetOnClose(_ socket: Int32) {
    setOption(socket, SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
  }

  static func thread(_ work: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
      let work: @Sendable () -> Void
      init(_ work: @escaping @Sendable () -> Void) { self.work = work }
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Box(work)).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().work()
        return nil
      }, context)
    precondition(status == 0, "the system gives no more threads")
    pthread_detach(thread)
  }

  private static func setOption<Value: BitwiseCopyable>(_ socket: Int32, _ level: Int32, _ name: Int32, _ value: Value)
  {
    var value = value
    setsockopt(socket, level, name, &value, socklen_t(MemoryLayout<Value>.size))
  }

  private static func withAddress<Value>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Value
  ) -> Value {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }
}
