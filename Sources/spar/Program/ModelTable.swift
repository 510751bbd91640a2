// Models as lines of text: what is configured, what was found, what a check brought.

internal import SparCore
internal import SparModels

enum ModelTable {
  static func configured(_ models: [ModelListing]) -> [String] {
    guard !models.isEmpty else { return ["No models in spar.toml."] }
    let head = ["name", "model", "address", "price", "at once", "key"]
    return aligned([head] + models.map(cells))
  }

  static func found(_ servers: [FoundServer]) -> [String] {
    guard !servers.isEmpty else { return ["", "No model server at the usual ports of this machine."] }
    let rows = servers.flatMap { found in
      let names = found.models.map { "\(found.server.rawValue)/\($0)" }
      return (names.isEmpty ? ["(no model loaded)"] : names).map { [$0, found.server.title, found.address] }
    }
    return ["", "On this machine:"] + aligned(rows)
  }

  static func checked(_ checks: [ModelCheck]) -> [String] {
    guard !checks.isEmpty else { return ["No models in spar.toml; name one: spar models check openai/MODEL."] }
    return aligned(checks.map { [$0.name] + outcome($0) })
  }

  // MARK: Rows

  private static func cells(_ model: ModelListing) -> [String] {
    [
      model.name, "\(model.provider.rawValue)/\(model.wireName)", model.address ?? "-", price(model),
      model.concurrency.map(String.init) ?? "-", key(model.key),
    ]
  }

  /// `$0.15 / $0.6 (2026-05-01)`: input and output, per million tokens.
  private static func price(_ model: ModelListing) -> String {
    guard let price = model.price else { return model.provider == .sim ? "-" : "$?" }
    return "$\(amount(price.input)) / $\(amount(price.output))" + (price.date.map { " (\($0))" } ?? "")
  }

  private static func amount(_ dollars: Double) -> String {
    Int(exactly: dollars).map(String.init) ?? dollars.description
  }

  private static func key(_ key: ModelListing.Key) -> String {
    switch key {
    case .notNeeded: "none needed"
    case .present(let name): name
    case .missing(let name): "\(name) is missing"
    case .command: "key_command"
    }
  }

  private static func outcome(_ check: ModelCheck) -> [String] {
    switch check.result {
    case .failure(let error): return [error.code, error.description]
    case .success(let success) where success.isInProcess: return ["ok", "in this process"]
    case .success(let success):
      let milliseconds = Int((success.latency * 1000).rounded())
      let tokens = success.usage.map { "\($0.input) + \($0.output) tokens" } ?? "tokens not told"
      return ["ok", "\(milliseconds) ms, \(tokens)"]
    }
  }

  // MARK: Columns

  /// Rows of cells with each column as wide as its widest cell; the last is left as it is.
  static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count - 1 ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
      }.joined()
    }
  }
}
