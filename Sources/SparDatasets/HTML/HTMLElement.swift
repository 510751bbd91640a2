// What the elements of HTML mean for the text of a page.

/// What a node of a page does to its text.
enum HTMLElement: Equatable {
  case text
  /// Part of a line: `b`, `span`, and what nobody knows.
  case inline
  case link
  case lineBreak
  case block, paragraph
  case heading(Int)
  case list(isOrdered: Bool)
  case item
  case term, definition
  case quote
  case preformatted
  case table, row, cell
  case title
  case main, article
  case header
  /// Round about the text, not part of it: `nav`, `footer`, `aside`, `form`.
  case margin
  /// Never read by a reader: `script`, `style`.
  case silent

  init(named name: String) { self = Self.known[name] ?? .inline }

  /// Whether its text begins on a line of its own.
  var isBlock: Bool {
    switch self {
    case .text, .inline, .link, .lineBreak, .title, .silent: false
    default: true
    }
  }

  private static let known: [String: HTMLElement] = {
    let kinds: [(HTMLElement, String)] = [
      (.silent, "script style template noscript svg math iframe object canvas audio video select button textarea"),
      (.margin, "nav footer aside form menu dialog"),
      (
        .block,
        "address body caption center details dir div fieldset figcaption figure head hgroup hr html legend section summary"
      ),
      (.paragraph, "p"), (.link, "a"), (.lineBreak, "br"), (.list(isOrdered: false), "ul dl"),
      (.list(isOrdered: true), "ol"),
      (.item, "li"),
      (.term, "dt"), (.definition, "dd"), (.quote, "blockquote"), (.preformatted, "pre listing xmp"), (.table, "table"),
      (.row, "tr"), (.cell, "td th"), (.title, "title"), (.main, "main"), (.article, "article"), (.header, "header"),
    ]
    var known: [String: HTMLElement] = [:]
    for (kind, names) in kinds { for name in names.split(separator: " ") { known[String(name)] = kind } }
    for level in 1...6 { known["h\(level)"] = .heading(level) }
    return known
  }()
}

extension HTMLElement {
  /// What attributes say of an element that its name does not.
  init(named name: String, attributes: (String) -> String?) {
    self.init(named: name)
    switch attributes("role") {
    case "main": self = .main
    case "navigation", "banner", "contentinfo", "search", "complementary": self = .margin
    default: if attributes("hidden") != nil { self = .silent }
    }
    // Words that generators of documentation and blogs put on what surrounds a text. A page's body is never that.
    guard name != "body", name != "html", self != .main, self != .article, self != .silent else { return }
    for list in [attributes("class"), attributes("id")].compactMap({ $0 }) where list.utf8.count < 200 {
      if list.split(separator: " ").contains(where: { Self.marginWords.contains($0.lowercased()) }) { self = .margin }
    }
  }

  private static let marginWords: Set<String> = [
    "nav", "navbar", "navigation", "navheader", "navfooter", "navpath", "menubar", "sidebar", "sphinxsidebar",
    "breadcrumb", "breadcrumbs", "footer", "site-footer", "page-footer", "related", "headerlink", "skip-link",
    "toc-backref", "cookie-banner",
  ]
}
