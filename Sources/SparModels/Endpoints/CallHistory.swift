// What one call has met so far; `RetryPolicy` decides by it.

struct CallHistory: Sendable {
  /// Tries, whatever became of them.
  var tries = 0
  /// Failures other than rejections.
  private(set) var failures = 0
  /// Rejections in a row between which nobody at the endpoint got a reply.
  private(set) var barrenRejections = 0
  /// When the first try that failed began.
  private(set) var began: Double?
  private var repliesThen = 0

  /// - Parameters:
  ///   - start: when the try began.
  ///   - replies: how many the endpoint has brought so far, to whomever.
  mutating func add(_ error: ModelError, start: Double, replies: Int) {
    if began == nil { began = start }
    guard error.isRejection else { return failures += 1 }
    barrenRejections = replies == repliesThen ? barrenRejections + 1 : 1
    repliesThen = replies
  }
}
