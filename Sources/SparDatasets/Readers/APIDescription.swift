// What an OpenAPI description (2.0, which is Swagger, and 3) says of itself.

internal import SparCore
internal import Yams

struct APIDescription {
  private(set) var title: String?
  private(set) var licence: String?

  /// `nil` where the value is no API description.
  init?(_ json: JSON) {
    guard (json["openapi"] ?? json["swagger"]) != nil, json["paths"] != nil || json["info"] != nil else { return nil }
    title = json["info"]?["title"]?.string
    licence = (json["info"]?["license"]?["identifier"] ?? json["info"]?["license"]?["name"])?.string
  }

  /// Looks for the names in the first column, and parses what stands under `info` alone: descriptions are long.
  init?(yaml text: [UInt8]) {
    let sections = Self.sections(of: text)
    guard sections["openapi"] != nil || sections["swagger"] != nil else { return nil }
    guard sections["info"] != nil || sections["paths"] != nil else { return nil }
    guard let node = sections["info"].flatMap({ Self.mapping($0) }) else { return }
    title = node["title"]?.string
    licence = (node["license"]?["identifier"] ?? node["license"]?["name"])?.string
  }

  /// One seed, with the whole of the text.
  func document(_ text: [UInt8]) -> Document {
    Document(type: "api", text: text, title: title, licence: licence, layout: .whole)
  }

  private static func mapping(_ info: ArraySlice<UInt8>) -> Node? {
    // Without anchors, no alias can make a small text a large value.
    guard info.count < 1 << 16, !info.contains(UInt8(ascii: "&")) else { return nil }
    return try? Yams.compose(yaml: "info:" + String(utf8: info))?["info"]
  }

  /// The keys in the first column and what stands behind and below them.
  private static func sections(of text: [UInt8]) -> [String: ArraySlice<UInt8>] {
    var sections: [String: ArraySlice<UInt8>] = [:]
    var key: String?, start = 0, line = 0
    func finish(_ end: Int) { if let key { sections[key] = text[start..<end] } }
    while line < text.count {
      let end = text[line...].firstIndex(of: 0x0A) ?? text.count
      if let first = text[line..<end].first, first.isLetter || first == 0x22 || first == 0x27 {
        finish(line)
        let name = text[line..<end].prefix { $0 != UInt8(ascii: ":") }
        key = String(utf8: name.filter { $0 != 0x22 && $0 != 0x27 })
        start = min(name.endIndex + 1, end)
      }
      line = end + 1
    }
    finish(text.count)
    return sections
  }
}
