// How often each host function was reached.

import LoopKit

@Host
final class Tally {
  private(set) var calls: [String: Int] = [:]

  func count(_ name: String, _ times: Int = 1) { calls[name, default: 0] += times }

  var total: Int { calls.values.reduce(0, +) }
}
