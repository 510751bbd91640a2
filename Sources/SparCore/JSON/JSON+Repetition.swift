// Members that stand twice in an object, which readers take in different ways.

extension JSON {
  /// The first member anywhere in the value whose name stands twice in its object.
  package var repeatedMember: JSONFault? { repeatedMember(at: JSONPath()) }

  private func repeatedMember(at path: JSONPath) -> JSONFault? {
    switch self {
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let found = item.repeatedMember(at: path.adding(index)) { return found }
      }
    case .object(let object):
      if let key = object.duplicateKeys.first {
        return JSONFault(path: path.pointer, sentence: "has the member '\(key)' twice")
      }
      for member in object.members {
        if let found = member.value.repeatedMember(at: path.adding(member.key)) { return found }
      }
    default: break
    }
    return nil
  }
}
