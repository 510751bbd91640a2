// One table of a configuration file with typed access; what it refuses, it refuses with file and line.

internal import SparCore

struct ConfigurationTable {
  let path: [String]
  let members: JSONObject
  let source: ConfigurationSource

  // MARK: Values

  func text(_ key: String) throws(ModelError) -> String? {
    guard let value = members[key] else { return nil }
    guard let text = value.string, !text.isEmpty else { throw wrong(key, "must be a text in quotes") }
    return text
  }

  func number(_ key: String, from lowest: Int = 0) throws(ModelError) -> Double? {
    guard let value = members[key] else { return nil }
    guard let number = value.double, number >= Double(lowest), number.isFinite else {
      throw wrong(key, "must be a number, not below \(lowest)")
    }
    return number
  }

  func flag(_ key: String) throws(ModelError) -> Bool? {
    guard let value = members[key] else { return nil }
    guard let flag = value.bool else { throw wrong(key, "must be true or false") }
    return flag
  }

  func integer(_ key: String, from lowest: Int = 1) throws(ModelError) -> Int? {
    guard let value = members[key] else { return nil }
    guard case .int = value, let number = value.int, number >= lowest else {
      throw wrong(key, "must be a whole number, not below \(lowest)")
    }
    return number
  }

  /// A list of texts, or one text alone.
  func texts(_ key: String) throws(ModelError) -> [String]? {
    guard let value = members[key] else { return nil }
    let texts = value.string.map { [$0] } ?? value.array?.compactMap(\.string) ?? []
    guard !texts.isEmpty, texts.count == value.array?.count ?? 1, !texts.contains("") else {
      throw wrong(key, "must be a text in quotes or a list of such")
    }
    return texts
  }

  func table(_ key: String) throws(ModelError) -> ConfigurationTable? {
    guard let value = members[key] else { return nil }
    guard let members = value.object else { throw wrong(key, "must be a table") }
    return ConfigurationTable(path: path + [key], members: members, source: source)
  }

  // MARK: Refusals

  /// Refuses keys other than `known`.
  func check(known: [String]) throws(ModelError) {
    guard let unknown = members.keys.first(where: { !known.contains($0) }) else { return }
    let guess = Spelling.nearest(to: unknown, in: known).map { "Did you mean \($0)? " } ?? ""
    throw .configuration(
      "\(name(unknown)) is no setting.", place: place(unknown),
      hint: guess + "Known are " + known.joined(separator: ", ") + ".")
  }

  func wrong(_ key: String, _ problem: String) -> ModelError {
    .configuration("\(name(key)) \(problem).", place: place(key))
  }

  func wrong(_ problem: String) -> ModelError {
    .configuration("\(path.joined(separator: ".")) \(problem).", place: source.place(of: path))
  }

  private func place(_ key: String) -> String { source.place(of: path + [key]) }

  private func name(_ key: String) -> String { (path + [key]).joined(separator: ".") }
}
