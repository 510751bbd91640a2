// Tool calls while their pieces come: the name first, the arguments a few characters at a time.

internal import SparCore

struct StreamedToolCalls {
  private var calls: [(index: Int?, call: ToolCall)] = []

  var isEmpty: Bool { calls.isEmpty }

  /// Takes one element of a delta's `tool_calls`.
  ///
  /// Pieces of one call share its index. Some gateways send calls whole without one, or with 0 for each: another id is
  /// another call.
  mutating func add(_ delta: JSON) {
    let index = delta["index"]?.int, id = delta["id"]?.string ?? ""
    let function = delta["function"]
    let place = place(index, id)
    if calls[place].call.id.isEmpty { calls[place].call.id = id }
    if calls[place].call.name.isEmpty { calls[place].call.name = function?["name"]?.string ?? "" }
    let arguments = function?["arguments"]
    calls[place].call.arguments += arguments?.string ?? arguments?.object.map { JSON.object($0).text } ?? ""
  }

  private mutating func place(_ index: Int?, _ id: String) -> Int {
    let known = calls.lastIndex { index == nil || $0.index == index }
    if let known, id.isEmpty || calls[known].call.id.isEmpty || calls[known].call.id == id { return known }
    calls.append((index, ToolCall(id: id, name: "", arguments: "")))
    return calls.count - 1
  }

  var json: JSON { ToolCall.json(calls.map(\.call)) }
}
