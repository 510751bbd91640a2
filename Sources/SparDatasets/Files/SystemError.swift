// The text of the last failed system call.

internal import Glibc

enum SystemError {
  /// Of `errno`, or of `code`.
  static func text(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
