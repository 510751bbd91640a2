// Reads a list of items from a reply: JSON where there is any, else a written list.

import SparCore

extension ReplyText {
  /// The items in order, each once.
  func items() throws(PromptError) -> [ReplyItem] {
    let bytes = unfenced
    let list = WrittenList(bytes)
    let items = Self.json(in: bytes, beside: list) ?? list?.items.map { ReplyItem($0) } ?? []
    var seen = Set<ReplyItem>()
    let distinct = items.filter { !$0.text.isEmpty && seen.insert($0).inserted }
    guard !distinct.isEmpty else { throw .unparsed("The reply has no JSON array of texts and no list.") }
    return distinct
  }

  /// The items of the last JSON list, unless it is part of a written list.
  ///
  /// A written list can hold JSON in its items (`1. Sort the list ["b", "a"]`), and notes in the form of a list can
  /// stand before or after the JSON: JSON counts when it stands at the left edge before or after the written items.
  /// A list under the heading of the answers is none of items.
  private static func json(in bytes: ReplyBytes, beside list: WrittenList?) -> [ReplyItem]? {
    let all = JSONFinder.find(in: bytes).filter { json in
      guard !isUnderAnswers(json, bytes) else { return false }
      guard let list else { return true }
      return json.isAtEdge && !list.span.contains(json.range.lowerBound)
    }
    let atEdge = all.filter(\.isAtEdge)
    let found = atEdge.isEmpty ? all : atEdge
    if let items = found.compactMap({ items($0.value) }).last { return items }
    let single = found.compactMap { ReplyItem($0.value) }
    return single.isEmpty ? nil : single
  }

  /// Whether the words before a value are `Answers:`, on its line or the one above.
  private static func isUnderAnswers(_ json: FoundJSON, _ bytes: ReplyBytes) -> Bool {
    let before = bytes[..<json.range.lowerBound].lines.last { !$0.isBlank && CodeFence($0) == nil }
    guard let before, let label = AnswerLabel(before.text) else { return false }
    return label.content.isEmpty
  }

  /// The items of an array, or of the one array of an object that is no list of answers.
  private static func items(_ value: JSON) -> [ReplyItem]? {
    if let elements = value.array {
      let items = elements.compactMap { ReplyItem($0) }
      return items.count == elements.count && !items.isEmpty ? items : nil
    }
    guard let object = value.object, ReplyItem(value) == nil else { return nil }
    let arrays = object.members.filter { $0.value.array != nil }
    let lists = arrays.filter { !ReplyItem.isAnswer($0.key) }
    guard lists.count == 1, var items = items(lists[0].value) else { return nil }
    items[0].leaks += arrays.count - lists.count
    return items
  }
}
