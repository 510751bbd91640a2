// How sure a judge is that answers with one letter: from the probabilities of its tokens.

internal import Glibc
package import SparCore

package enum TokenPreference {
  /// The share of the probability of A and B that is A's, at the first token that is either.
  ///
  /// - Parameter logprobs: a list of `{token, logprob, top_logprobs}` as servers report it, natural logarithms.
  /// - Returns: 0–1; `nil` where there is no such token, or a number that is none.
  package static func ofFirst(in logprobs: JSON) -> Double? {
    guard let token = logprobs.array?.first(where: { letter($0) != nil }) else { return nil }
    var candidates = token["top_logprobs"]?.array ?? []
    if !candidates.contains(where: { $0["token"] == token["token"] }) { candidates.append(token) }
    var (a, b) = (0.0, 0.0)
    for candidate in candidates {
      guard let letter = letter(candidate), let logprob = candidate["logprob"]?.double else { continue }
      if letter == "A" { a += Glibc.exp(logprob) } else { b += Glibc.exp(logprob) }
    }
    let share = a / (a + b)
    return share.isFinite && (0...1).contains(share) ? share : nil
  }

  private static func letter(_ entry: JSON) -> Character? {
    guard let token = entry["token"]?.string else { return nil }
    let letters = token.filter { !$0.isWhitespace }
    return letters == "A" || letters == "B" ? letters.first : nil
  }
}
