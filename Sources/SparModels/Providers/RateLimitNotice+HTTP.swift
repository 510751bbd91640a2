// Rate limits as servers write them into their headers: OpenAI and those who follow it, and Anthropic.

package import CurlKit
internal import Glibc
internal import SparCore

extension RateLimitNotice {
  /// `nil` where the response says nothing of limits.
  ///
  /// - Parameter now: seconds since 1970, for a reset that is given as a time.
  package init?(_ response: HTTPResponse, now: @autoclosure () -> Double = Double(Glibc.time(nil))) {
    let fields = response.fields(startingWith: ["x-ratelimit-", "anthropic-ratelimit-"])
    guard !fields.isEmpty else { return nil }
    let now = now()
    self.init()
    for (name, value) in fields {
      switch name {
      case "x-ratelimit-remaining-requests", "anthropic-ratelimit-requests-remaining": remainingRequests = Int(value)
      case "x-ratelimit-remaining-tokens", "anthropic-ratelimit-tokens-remaining": remainingTokens = Int(value)
      case "x-ratelimit-reset-requests", "anthropic-ratelimit-requests-reset":
        requestsReset = Self.seconds(value, now: now)
      case "x-ratelimit-reset-tokens", "anthropic-ratelimit-tokens-reset": tokensReset = Self.seconds(value, now: now)
      default: break
      }
    }
    if self == RateLimitNotice() { return nil }
  }

  /// Seconds until the next request can pass; `nil` while something is left.
  var pause: Double? {
    let requests = (remainingRequests ?? 1) <= 0 ? requestsReset : nil
    let tokens = (remainingTokens ?? 1) <= 0 ? tokensReset : nil
    guard requests != nil || tokens != nil else { return nil }
    return max(requests ?? 0, tokens ?? 0)
  }

  // MARK: Times

  /// A duration (`1s`, `6m0s`, `20ms`, `1h2m`), a number of seconds, or a time (RFC 3339) from `now` on.
  static func seconds(_ text: String, now: Double) -> Double? {
    let seconds = Double(text) ?? duration(text) ?? time(text).map { $0 - now }
    guard let seconds, seconds.isFinite else { return nil }
    return max(0, seconds)
  }

  private static func duration(_ text: String) -> Double? {
    var rest = Substring(text)
    var total = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let number = Double(digits), let seconds = units[String(unit)] else { return nil }
      total += number * seconds
    }
    return text.isEmpty ? nil : total
  }

  private static let units = ["d": 86400.0, "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9]

  /// Seconds since 1970 of `2026-01-31T08:15:30Z`, fractions and offsets included.
  private static func time(_ text: String) -> Double? {
    let numbers = text.prefix(19).split { "-:Tt ".contains($0) }.compactMap { Int32($0) }
    guard text.count >= 20, numbers.count == 6 else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
    var rest = text.dropFirst(19)
    let fraction = rest.first == "." ? rest.prefix { $0 == "." || $0.isNumber } : ""
    rest = rest.dropFirst(fraction.count)
    guard let offset = offset(rest) else { return nil }
    return Double(timegm(&parts)) + (Double("0" + fraction) ?? 0) - offset
  }

  /// Seconds east of Greenwich of `Z` or `+02:00`.
  private static func offset(_ text: Substring) -> Double? {
    if text == "Z" || text == "z" { return 0 }
    let parts = text.dropFirst().split(separator: ":").compactMap { Double($0) }
    guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2 else { return nil }
    return (sign == "-" ? -60 : 60) * (parts[0] * 60 + parts[1])
  }
}
