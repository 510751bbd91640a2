// What a script asks a model in its own words.

package import LoopKit
package import SparCore
internal import SparModels
internal import SparPrompts

/// A conversation to go on with: its messages so far, and how the reply is wanted.
package struct Chat: Sendable {
  package var messages: [ChatMessage]
  /// `nil` for the target.
  package var model: String?
  package var sampling = Sampling()
  /// Which of several samples, from 0.
  package var ordinal = 0
  package var tools: [OfferedTool] = []
  /// Holds for the first turn; a model that had to use a tool in every turn would never answer.
  package var toolChoice: ToolChoice?
  package var schema: JSONSchema?
  package var schemaName = "reply"
  package var topLogprobs: Int?
  /// How often the model may be asked before the conversation ends as it is.
  package var mostTurns = 8
  /// How long one tool may take, in seconds.
  package var toolSeconds = 60.0
  /// Bytes of a tool's result that the model is given.
  package var longestResult = 32_768
  /// Whether tools run again where the store has what they gave.
  package var rerunsTools = false

  /// The agent whose words the messages are, where it is not the script itself.
  var agent: Agent?
  /// What models inside this process are told of the agent's work.
  var task: AgentTask?

  package init(_ messages: [ChatMessage]) { self.messages = messages }
}

/// What a tool gave.
package struct ToolResult: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// What the model is told.
  package var text: String
  /// What is known besides: exit code, signal, what was cut; stored, and told to nobody.
  package var details: JSON?

  package init(_ text: String, details: JSON? = nil) {
    self.text = text
    self.details = details
  }

  package init(stringLiteral text: String) { self.init(text) }
}

/// A tool, and what runs when the model calls it.
package struct OfferedTool: Sendable {
  /// Gets arguments that fit the tool's parameters. What it throws is told to the model as an error, but for a
  /// cancellation, which ends the conversation.
  package typealias Runner = @Host @Sendable (JSON) async throws -> ToolResult

  package let tool: Tool
  /// `nil` where the script runs the tool itself: a reply that calls it is returned as it is.
  package let run: Runner?
  let parameters: JSONSchema

  /// - Throws: `engine.argument` where the parameters' schema cannot be used.
  package init(_ tool: Tool, run: Runner?) throws(EngineError) {
    self.tool = tool
    self.run = run
    do { parameters = try JSONSchema(tool.parameters) } catch {
      throw EngineError(.argument, "The parameters of the tool '\(tool.name)' cannot be used. \(error)")
    }
  }
}
