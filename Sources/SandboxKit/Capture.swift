// What comes out of a pipe, up to a limit; what is more is counted and forgotten.

internal import Glibc
internal import LoopKit

@Host
final class Capture {
  private(set) var bytes: [UInt8] = []
  /// Of all that came.
  private(set) var count = 0
  private(set) var hasEnded = false
  private let limit: Int
  private let descriptor: Descriptor
  private let onChange: @Host () -> Void

  var isCut: Bool { count > bytes.count }

  /// - Parameter onChange: told after each piece, and of the end.
  init(_ descriptor: Descriptor, limit: Int, onChange: @escaping @Host () -> Void) {
    self.descriptor = descriptor
    self.limit = limit
    self.onChange = onChange
    HostLoop.shared.watch(descriptor.number, for: .read) { [weak self] _ in self?.take() }
  }

  /// Listens no longer; must be called before it is let go.
  func stop() {
    guard !hasEnded else { return }
    hasEnded = true
    HostLoop.shared.unwatch(descriptor.number)
  }

  /// One piece at a time, so that what pours does not keep the loop from others.
  private func take() {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(descriptor.number, &piece, piece.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    if count > 0 {
      self.count += count
      bytes += piece[..<min(count, max(0, limit - bytes.count))]
    } else {
      stop()
    }
    onChange()
  }
}
