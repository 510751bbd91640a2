// A structured reply: one JSON value, held against its schema.

package import SparCore

package enum JSONReply {
  /// Reads JSON text that a model wrote, mending what has only one reading: raw control characters inside texts,
  /// backslashes that escape nothing, commas before a closing bracket.
  package static func json(_ text: String) -> JSON? { json(ReplyBytes(text.utf8).trimmed) }

  /// The value in a reply: the whole of it, or what stands in prose around it. Of several the last that fits counts,
  /// because models draft before they answer.
  ///
  /// - Parameter schema: `nil` lets any value in.
  /// - Throws: `reply.unparsed`, naming what does not fit.
  static func value(in text: ReplyText, for schema: JSONSchema?) throws(PromptError) -> JSON {
    let values = values(in: text)
    guard let last = values.last else { throw .unparsed("The reply has no JSON that can be read.") }
    if let value = values.last(where: { faults(in: $0, for: schema).isEmpty }) { return value }
    let sentences = faults(in: last, for: schema).map(\.description)
    throw .unparsed("The reply's JSON does not fit: \(sentences.joined(separator: " "))")
  }

  private static func values(in text: ReplyText) -> [JSON] {
    if let whole = try? text.unwrapped(), let value = json(ReplyBytes(whole.utf8)) { return [value] }
    return JSONFinder.find(in: text.bytes).map(\.value)
  }

  private static func json(_ bytes: ReplyBytes) -> JSON? {
    if let value = try? JSON(parsing: Array(bytes)) { return value }
    return try? JSON(parsing: JSONRepair.repaired(bytes))
  }

  private static func faults(in value: JSON, for schema: JSONSchema?) -> [JSONFault] {
    (value.repeatedMember.map { [$0] } ?? []) + (schema?.faults(in: value) ?? [])
  }
}
