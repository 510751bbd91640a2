// From the bytes of a page to its nodes, by libxml2.

internal import CXMLShim

extension HTMLTree {
  /// Pages with more elements open at once are refused: closing tags are looked for among all that are open.
  private static let depth: Int32 = 2000

  /// - Parameter html: valid UTF-8.
  init(parsing html: [UInt8]) throws(Skip) {
    if let reason = spar_html_unavailable() { throw Skip(.noTool, "HTML needs libxml2; \(String(cString: reason))") }
    guard html.count < Int32.max else { throw Skip(.tooLarge, "a page of \(html.count) bytes") }
    let builder = HTMLBuilder()
    let result = html.withUnsafeBytes { bytes in
      spar_html_parse(
        bytes.bindMemory(to: CChar.self).baseAddress ?? Self.empty, Int32(html.count), Self.depth, HTMLBuilder.events,
        Unmanaged.passUnretained(builder).toOpaque())
    }
    switch result {
    case spar_html_done: break
    case spar_html_too_deep: throw Skip(.damaged, "more than \(Self.depth) elements inside of each other")
    default: throw Skip(.damaged, "the HTML parser gives up")
    }
    builder.tree.finish()
    self = builder.tree
  }

  private static var empty: UnsafePointer<CChar> { UnsafePointer(bitPattern: 1)! }
}

/// Collects what the parser meets.
private final class HTMLBuilder {
  var tree = HTMLTree()

  static let events = spar_html_events(
    open: { context, name, attributes in
      let name = String(cString: name)
      builder(context).tree.begin(name, HTMLElement(named: name) { value(of: $0, in: attributes) })
    },
    close: { context, name in builder(context).tree.end(String(cString: name)) },
    text: { context, bytes, count in
      bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        builder(context).tree.add(text: UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    })

  private static func builder(_ context: UnsafeMutableRawPointer) -> HTMLBuilder {
    Unmanaged<HTMLBuilder>.fromOpaque(context).takeUnretainedValue()
  }

  /// The value of an attribute; empty where it stands without one.
  private static func value(
    of name: String, in attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) -> String? {
    guard var pair = attributes else { return nil }
    while let found = pair[0] {
      if String(cString: found) == name { return pair[1].map { String(cString: $0) } ?? "" }
      pair += 2
    }
    return nil
  }
}
