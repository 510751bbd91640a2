// Sampling parameters as options of verbs.

internal import LuaKit
internal import SparCore

extension Verb.Option {
  static let sampling: [Verb.Option] = [
    .init("ordinal", "integer", "which of several samples, from 0", default: "0"),
    .init("temperature", "number", "of the sampling", default: "the model's own"),
    .init("max_tokens", "integer", "of the reply", default: "the model's own"),
    .init("top_p", "number", "the share of likely tokens that is drawn from", default: "the model's own"),
    .init("seed", "integer", "of the server's draws, where it takes one", default: "the server's"),
    .init("stop", "string|string[]", "texts before which the reply ends", default: "none"),
    .init(
      "extra", "table<string, any>", "parameters of the server that have no option: `{top_k = 40}`", default: "none"),
  ]
}

extension Verb.Option {
  /// How the tools of a model run.
  static let runningTools: [Verb.Option] = [
    .init("tool_timeout", "number", "seconds that a tool may take", default: "60"),
    .init("result_limit", "integer", "bytes of a tool's result that the model is given", default: "32768"),
    .init(
      "rerun_tools", "boolean", "runs tools again whose results for the same call are stored", default: "false"),
  ]
}

extension VerbCall {
  func sampling() throws -> Sampling {
    var sampling = Sampling(
      temperature: try number("temperature"), topP: try number("top_p"), maxTokens: try integer("max_tokens"),
      seed: try integer("seed", from: .min), stop: try names("stop") ?? [])
    if let extra = try table("extra") {
      guard extra.items.isEmpty, case .object(let object) = LuaValue.table(extra).json else {
        throw ScriptError(.option, "\(verb.name): extra must be a table of named parameters.")
      }
      sampling.extra = object
    }
    return sampling
  }
}
