// Means and products that several statistics share.

enum Moments {
  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// Pearson's correlation.
  ///
  /// - Throws: `undefined` where one of the lists is constant; `name` says what was asked for.
  static func correlation(_ x: [Double], _ y: [Double], _ name: String) throws(StatsError) -> Double {
    let meanX = mean(x), meanY = mean(y)
    var xx = 0.0, yy = 0.0, xy = 0.0
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
      xy += (a - meanX) * (b - meanY)
    }
    guard xx > 0, yy > 0 else { throw .undefined("\(name) has no value where a list is constant.") }
    return xy / (xx * yy).squareRoot()
  }
}
