// How a simulated model hands over lists and objects: as JSON, and now and then less carefully, so that readers of
// replies meet what real models send.

internal import SparCore

struct ReplyStyle {
  /// Share of careless replies.
  let sloppy: Double
  private var random: SeededRandom

  init(sloppy: Double, random: SeededRandom) {
    self.sloppy = sloppy
    self.random = random
  }

  /// A JSON array; seldom fenced, or a numbered list.
  mutating func list(_ items: [String]) -> String {
    let json = JSON.array(items.map { .string($0) }).text
    guard random.unit() < sloppy else { return json }
    // A numbered list holds items of one line only.
    let fitsLines = !items.contains { $0.utf8.contains(0x0A) }
    return fitsLines && random.unit() < 0.5 ? numbered(items) : fenced(json)
  }

  /// A JSON object; seldom fenced.
  mutating func object(_ object: JSONObject) -> String {
    let json = JSON.object(object).text
    return random.unit() < sloppy ? fenced(json) : json
  }

  private func fenced(_ json: String) -> String { "Here you are:\n```json\n\(json)\n```" }

  private func numbered(_ items: [String]) -> String {
    items.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }
}
