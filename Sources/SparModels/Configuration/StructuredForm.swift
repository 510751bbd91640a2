// How a model is asked for a reply in the form of a schema.

package enum StructuredForm: String, Sendable, CaseIterable {
  /// By the schema itself, which the server holds the reply to.
  case responseFormat = "response_format"
  /// Any JSON object, with the schema in the prompt.
  case jsonObject = "json_object"
  /// In the prompt alone.
  case prompt
}
