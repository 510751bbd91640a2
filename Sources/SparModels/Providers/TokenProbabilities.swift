// The probabilities of a reply's tokens in one form.

internal import SparCore

enum TokenProbabilities {
  /// `[{token, logprob, top_logprobs: [{token, logprob}]}]` from `logprobs.content`, or from the parallel lists of
  /// older servers; `nil` where there are none.
  static func list(_ logprobs: JSON) -> JSON? {
    if let content = logprobs["content"]?.array { return .array(content.map(token)) }
    guard let tokens = logprobs["tokens"]?.array, let values = logprobs["token_logprobs"]?.array else { return nil }
    let top = logprobs["top_logprobs"]?.array ?? []
    return .array(
      zip(tokens, values).enumerated().map { index, pair in
        [
          "token": pair.0, "logprob": pair.1,
          "top_logprobs": .array(alternatives(top.indices.contains(index) ? top[index] : nil)),
        ]
      })
  }

  /// Without the bytes, which are as long again as the token's text.
  private static func token(_ json: JSON) -> JSON {
    let top = json["top_logprobs"]?.array ?? []
    return [
      "token": json["token"] ?? .null, "logprob": json["logprob"] ?? .null,
      "top_logprobs": .array(top.map { ["token": $0["token"] ?? .null, "logprob": $0["logprob"] ?? .null] }),
    ]
  }

  /// `{"token": logprob}` as a list, the likeliest first.
  private static func alternatives(_ json: JSON?) -> [JSON] {
    (json?.object?.members ?? []).sorted { ($0.value.double ?? 0) > ($1.value.double ?? 0) }
      .map { ["token": .string($0.key), "logprob": $0.value] }
  }
}
