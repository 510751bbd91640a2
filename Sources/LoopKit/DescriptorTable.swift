// Room in the kernel's table of open descriptors, made before anybody waits for it.

internal import Glibc

enum DescriptorTable {
  /// As many connections as an endpoint may have, twice.
  private static let room: Int32 = 2048

  /// Makes the table large at once.
  ///
  /// It doubles when it is full, and in a process of several threads the kernel then lets whoever opens a descriptor
  /// wait until no processor uses the old one: 10 ms and more, four times on the way to 512 connections, in which the
  /// loop would stand still. With one thread it costs nothing.
  ///
  /// - Parameter descriptor: any that is open.
  static func widen(with descriptor: Int32) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let last = fcntl(descriptor, F_DUPFD_CLOEXEC, min(room, Int32(clamping: limit.rlim_cur)) - 1)
    if last >= 0 { close(last) }
  }
}
