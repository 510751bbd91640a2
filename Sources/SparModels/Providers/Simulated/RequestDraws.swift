// Where the randomness of simulated replies comes from: the model's name and the request, and nothing else.

internal import SparCore

/// Streams of draws for one request to one model, one stream per purpose.
struct RequestDraws: Sendable {
  private let seed: UInt64

  init(model: String, request: ChatRequest) {
    var builder = ContentKey.Builder("simulated/1")
    builder.add("model", model)
    builder.add("ordinal", request.ordinal)
    builder.add("seed", request.sampling.seed ?? 0)
    builder.add("stage", request.task.stage)
    builder.add("agent", request.task.agent)
    for message in request.messages { builder.add(message.role.rawValue, message.content) }
    for (name, value) in request.task.inputs.sorted(by: { $0.key < $1.key }) {
      if let text = value.string { builder.add(name, text) } else { builder.add(name, value) }
    }
    seed = builder.build().seed
  }

  func stream(_ purpose: String) -> SeededRandom { SeededRandom(seed: seed, purpose: purpose) }
}
