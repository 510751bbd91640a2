// How an agent's reply is read, and the agent behind what a script says in its own words.

package import SparCore

extension Agent {
  /// Reads a reply by the agent's form.
  ///
  /// - Throws: `reply.unparsed`.
  package func read(_ text: String) throws(PromptError) -> ParsedReply {
    guard let schema else { return try reply.parse(text) }
    return .json(try JSONReply.value(in: ReplyText(text), for: schema))
  }

  /// Nobody's prompt: the messages are the script's, and the reply is taken as it comes or by a schema.
  package static func chat(schema: JSONSchema? = nil) -> Agent {
    Agent(
      name: "chat", stage: "chat", role: .contender, about: "Hears what a script says in its own words.", source: nil,
      inputs: [], reply: schema == nil ? .verbatim : .json, schema: schema, makesCall: true, sampling: Sampling(),
      sampleReplies: ([], []), hash: chatHash, file: "chat", text: chatText, sections: [])
  }

  private static let chatText = "The messages are those that the script gave."
  private static let chatHash = ContentKey(hashing: chatText)
}
