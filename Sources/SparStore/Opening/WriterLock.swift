// One writing process per database. SQLite alone would let two runs interleave, each blind to the other's calls.

internal import Glibc

/// An advisory lock on a file beside the database, held until released; it names its owner.
///
/// The database file itself cannot carry the lock: closing any descriptor of it drops SQLite's own locks.
struct WriterLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// - Parameters:
  ///   - database: where the database is; `shown` is what the user calls it.
  ///   - seconds: how long to wait for another writer to end.
  ///   - onWait: told once who the other one is.
  static func acquire(
    database: String, shown: String, seconds: Double, onWait: (String) -> Void = { _ in }
  ) throws(StoreError) -> WriterLock {
    var isWaiting = false
    let path = database + "-lock"
    let deadline = monotonicSeconds() + seconds
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw openFailure(shown) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        let lock = WriterLock(path: path, descriptor: descriptor)
        if lock.isAtItsPath {
          lock.writeOwner()
          return lock
        }
        close(descriptor)  // Removed by its last owner in between: begin anew.
        continue
      }
      let owner = readOwner(descriptor)
      close(descriptor)
      guard monotonicSeconds() < deadline else { throw .busy(shown, owner: owner) }
      if !isWaiting { onWait(owner ?? "another process") }
      isWaiting = true
      usleep(20_000)
    }
  }

  /// Gives the lock back and takes its file away.
  func release() {
    unlink(path)
    close(descriptor)
  }

  private var isAtItsPath: Bool {
    var held = stat()
    var named = stat()
    return fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
  }

  private func writeOwner() {
    ftruncate(descriptor, 0)
    let text = "\(getpid())\n"
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  private static func readOwner(_ descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let digits = bytes.prefix(max(0, count)).prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return digits.isEmpty ? nil : "process \(String(decoding: digits, as: UTF8.self))"
  }

  private static func openFailure(_ shown: String) -> StoreError {
    switch errno {
    case EACCES, EPERM, EROFS: .readOnly(shown)
    case ENOENT, ENOTDIR:
      StoreError(
        .missing, "There is no folder for the database \(shown).",
        hint: "Make it first, or name another place with --db PATH.")
    case ENOSPC, EDQUOT: .full(shown)
    default: .failed(shown, "The system says: \(String(cString: strerror(errno))).")
    }
  }

  private static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
