// Reads a list of texts from a reply: JSON where there is any, else a written list.

import SparCore

extension ReplyText {
  /// The items, trimmed, in order, each once.
  func items() throws(PromptError) -> [String] {
    let list = WrittenList(bytes)
    let items = json(beside: list) ?? list?.items ?? []
    var seen = Set<String>()
    let distinct = items.filter { !$0.isEmpty && seen.insert($0).inserted }
    guard !distinct.isEmpty else { throw .unparsed("The reply has no JSON array of texts and no list.") }
    return distinct
  }

  /// The items of the last JSON list, unless it is part of a written list.
  ///
  /// A written list can hold JSON in its items (`1. Sort the list ["b", "a"]`), and notes in the form of a list can
  /// stand before or after the JSON: JSON counts when it stands at the left edge before or after the written items.
  private func json(beside list: WrittenList?) -> [String]? {
    let found = JSONFinder.find(in: bytes).filter { json in
      guard let list else { return true }
      return json.isAtEdge && !list.span.contains(json.range.lowerBound)
    }
    if let items = found.compactMap({ Self.items($0.value) }).last { return items }
    let single = found.compactMap { Self.item($0.value) }
    return single.isEmpty ? nil : single
  }

  /// The texts of an array, or of the one array of an object.
  private static func items(_ value: JSON) -> [String]? {
    if let elements = value.array {
      let items = elements.compactMap(item)
      return items.count == elements.count && !items.isEmpty ? items : nil
    }
    guard let object = value.object, item(value) == nil else { return nil }
    let arrays = object.members.filter { $0.value.array != nil }
    return arrays.count == 1 ? items(arrays[0].value) : nil
  }

  /// The text of one element. An object with a list in it (a question and its options) would lose half of its
  /// meaning, so it is refused.
  private static func item(_ value: JSON) -> String? {
    if let text = value.string { return ReplyBytes(text.utf8).trimmed.text }
    guard let object = value.object,
      !object.members.contains(where: { $0.value.array != nil || $0.value.object != nil })
    else { return nil }
    return ["instruction", "suggestion", "text", "question"].lazy.compactMap { object.text($0) }.first
  }
}
