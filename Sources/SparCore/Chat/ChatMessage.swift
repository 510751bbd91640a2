// What is said to a model and what comes back, in the terms of the chat-completions protocol.

package struct ChatMessage: Sendable, Equatable {
  package enum Role: String, Sendable { case system, user, assistant, tool }

  package var role: Role
  package var content: String
  /// What an assistant asked to have done; empty for all others.
  package var toolCalls: [ToolCall]
  /// The call that a message of a tool answers.
  package var toolCallID: String?

  package init(_ role: Role, _ content: String, toolCalls: [ToolCall] = [], toolCallID: String? = nil) {
    self.role = role
    self.content = content
    self.toolCalls = toolCalls
    self.toolCallID = toolCallID
  }
}

/// Sampling parameters; `nil` leaves a parameter to the server.
package struct Sampling: Sendable, Equatable {
  package var temperature: Double?
  package var topP: Double?
  /// Limit of the reply, in tokens.
  package var maxTokens: Int?
  package var seed: Int?
  package var stop: [String]
  /// Parameters that Spar does not know, sent as they are: `top_k`, `min_p`, `reasoning_effort`.
  package var extra = JSONObject()
  /// Parameters that the model does not take: whoever asks for them, they are not sent.
  package var omitted: [String] = []

  /// The names of the parameters on the wire.
  package static let names = ["temperature", "top_p", "max_tokens", "seed", "stop"]

  package init(
    temperature: Double? = nil, topP: Double? = nil, maxTokens: Int? = nil, seed: Int? = nil, stop: [String] = []
  ) {
    self.temperature = temperature
    self.topP = topP
    self.maxTokens = maxTokens
    self.seed = seed
    self.stop = stop
  }

  /// The set parameters under their names on the wire, in a fixed order.
  package var json: JSON {
    var members: [JSONObject.Member] = []
    members.reserveCapacity(Self.names.count)
    func add(_ key: String, _ value: JSON) { members.append(JSONObject.Member(key: key, value: value)) }
    if let temperature { add("temperature", .double(temperature)) }
    if let topP { add("top_p", .double(topP)) }
    if let maxTokens { add("max_tokens", .int(Int64(maxTokens))) }
    if let seed { add("seed", .int(Int64(seed))) }
    if !stop.isEmpty { add("stop", .array(stop.map { .string($0) })) }
    var object = JSONObject(members: members)
    for member in extra.members { object[member.key] = member.value }
    for name in omitted { object[name] = nil }
    return .object(object)
  }

  /// `self`, with what it leaves open taken from `defaults`.
  package func merged(over defaults: Sampling) -> Sampling {
    // Mostly one of the two says nothing.
    if defaults.isOpen { return self }
    if isOpen { return defaults }
    var merged = self
    merged.temperature = temperature ?? defaults.temperature
    merged.topP = topP ?? defaults.topP
    merged.maxTokens = maxTokens ?? defaults.maxTokens
    merged.seed = seed ?? defaults.seed
    merged.stop = stop.isEmpty ? defaults.stop : stop
    for member in defaults.extra.members where merged.extra[member.key] == nil {
      merged.extra[member.key] = member.value
    }
    merged.omitted += defaults.omitted.filter { !omitted.contains($0) }
    return merged
  }

  /// Whether it leaves everything to others.
  private var isOpen: Bool {
    temperature == nil && topP == nil && maxTokens == nil && seed == nil && stop.isEmpty && extra.members.isEmpty
      && omitted.isEmpty
  }
}
