// What answers with vectors and scores have in common.

internal import CurlKit
internal import SparCore

extension ServerAnswer {
  /// Tokens of a request that has no reply text.
  func inputUsage(in body: JSON) -> TokenUsage? {
    let usage = body["usage"]
    guard let input = (usage?["prompt_tokens"] ?? usage?["total_tokens"])?.int, input >= 0 else { return nil }
    return TokenUsage(input: input, output: 0)
  }

  func bad(_ problem: String, hint: String) -> ModelError {
    .badReply(problem, excerpt: excerpt(of: response.body), requestID: requestID, hint: hint, at: place)
  }
}
