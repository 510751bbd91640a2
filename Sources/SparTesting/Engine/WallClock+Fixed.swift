// A clock that stands still.

package import SparCore

extension WallClock {
  /// 2026-01-01T00:00:00Z, for ever.
  package static let fixed = WallClock { Timestamp(milliseconds: 1_767_225_600_000) }
}
