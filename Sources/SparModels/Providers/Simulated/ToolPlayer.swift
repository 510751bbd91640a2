// Plays an API: a result that fits what it returns, made of the arguments and of the user's words.

internal import SparCore

enum ToolPlayer {
  static func reply(to task: SimulatedTask) -> String {
    let api = (try? JSON(parsing: task.text("api"))) ?? .null
    let given = (try? JSON(parsing: task.text("arguments"))) ?? .null
    let required = api["parameters"]?["required"]?.array?.compactMap(\.string) ?? []
    if let missing = required.first(where: { given[$0] == nil }) {
      let error: JSON = ["error": .string("missing argument \(missing)")]
      return error.text
    }
    let result: JSON = ["result": ["status": "ok", "of": api["name"] ?? .null, "given": given]]
    return result.text
  }
}
