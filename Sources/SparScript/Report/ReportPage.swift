// Puts the page of a report together: data files of the standard library (spar/report/page.html and what it names), with
// the report as JSON among them. What the page looks like is theirs.

internal import SparCore
internal import SparDatasets
package import SparEngine

/// A report as one HTML file that needs nothing else: no network, no other file.
package struct ReportPage: Sendable {
  let layout: ProjectLayout

  package init(layout: ProjectLayout) { self.layout = layout }

  /// The page with the report in it.
  ///
  /// Every `{{script NAME}}` and `{{style NAME}}` of page.html becomes the file of that name; `{{policy}}` a
  /// Content-Security-Policy that lets exactly those run and forbids everything else, requests of any kind included.
  /// - Throws: `script.missing` where a file of the page is not found.
  package func html(_ report: Report) throws -> [UInt8] {
    let parts = try Self.parts(of: text("page.html"))
    let values = try parts.map { try value(of: $0, report) }
    let policy = ContentPolicy(
      scripts: Self.bodies("script", parts, values), styles: Self.bodies("style", parts, values))
    return zip(parts, values).flatMap { part, value in
      switch part {
      case .text: Array(value.utf8)
      case .place("policy", _): Array(policy.text.utf8)
      case .place("script", _): Array("<script>\(value)</script>".utf8)
      case .place("style", _): Array("<style>\(value)</style>".utf8)
      case .place: Array(value.utf8)
      }
    }
  }

  /// Writes the page and says how many bytes it has. An older one is replaced only by a whole one.
  package func write(_ report: Report, to path: String) throws -> Int {
    let bytes = try html(report)
    let file = try AtomicFile(path: path)
    try file.append(bytes)
    try file.finish()
    try file.commit()
    return bytes.count
  }

  private enum Part {
    case text(String)
    /// `{{word}}` or `{{word name}}`.
    case place(String, String)
  }

  private static func bodies(_ word: String, _ parts: [Part], _ values: [String]) -> [String] {
    zip(parts, values).compactMap { part, value in
      guard case .place(word, _) = part else { return nil }
      return value
    }
  }

  private func value(of part: Part, _ report: Report) throws -> String {
    switch part {
    case .text(let text): return text
    case .place("script", let name), .place("style", let name): return try text(name)
    case .place("data", _): return Self.inScript(report.json)
    case .place("title", _): return Self.escaped("Spar report: \(report.title)")
    case .place("policy", _): return ""
    case .place(let word, _):
      throw ScriptError(.missing, "spar/report/page.html has {{\(word)}}, which nothing stands for.")
    }
  }

  private func text(_ name: String) throws -> String {
    guard let path = layout.libraryFile("spar/report/\(name)") else {
      throw ScriptError(
        .missing, "stdlib-lua/spar/report/\(name) is not found.",
        hint: "Set SPAR_HOME to the folder that holds stdlib-lua.")
    }
    return String(decoding: try FileBytes.read(path), as: UTF8.self)
  }

  private static func parts(of page: String) -> [Part] {
    var parts: [Part] = []
    var rest = page[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      parts.append(.text(String(rest[..<open.lowerBound])))
      let words = rest[open.upperBound..<close.lowerBound].split(separator: " ").map(String.init)
      parts.append(.place(words.first ?? "", words.dropFirst().first ?? ""))
      rest = rest[close.upperBound...]
    }
    return parts + [.text(String(rest))]
  }

  /// JSON that stands in a script element: without `<` nothing in it can end the element or begin a comment.
  static func inScript(_ json: JSON) -> String {
    String(
      decoding: json.bytes.flatMap { $0 == UInt8(ascii: "<") ? Array("\\u003c".utf8) : [$0] }, as: UTF8.self)
  }

  private static func escaped(_ text: String) -> String {
    let names: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]
    return text.map { names[$0] ?? String($0) }.joined()
  }
}

extension Report {
  var title: String { heading.run.map { "\(heading.database), \($0)" } ?? heading.database }
}
