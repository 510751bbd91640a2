// Reduces an HTML document to what a reader of the page reads.

/// The main text of a page as Markdown, and its title.
struct HTMLText {
  private(set) var text: [UInt8] = []
  private(set) var title: String?

  private let tree: HTMLTree
  private let main: MainText
  private var writer = MarkdownWriter()
  /// The elements that are open, and the number of the next item of each list.
  private var open: [(node: Int, number: Int)] = []

  init(_ html: [UInt8]) throws(Skip) {
    tree = try HTMLTree(parsing: html)
    main = MainText(tree)
    for root in main.roots { write(root) }
    text = writer.text
    title = pageTitle()
  }

  private var nodes: [HTMLTree.Node] { tree.nodes }

  private func pageTitle() -> String? {
    let titles = nodes.indices.lazy.filter { nodes[$0].element == .title }
    let headings = nodes.indices.lazy.filter { nodes[$0].element == .heading(1) }
    return titles.compactMap { line(of: $0) }.first ?? headings.compactMap { line(of: $0) }.first
  }

  /// The text inside of a node on one line; `nil` where there is none.
  private func line(of node: Int) -> String? {
    let words = words(in: node).split(whereSeparator: \.isSpace)
    return words.isEmpty ? nil : words.map { String(utf8: $0) }.joined(separator: " ")
  }

  private func words(in node: Int) -> [UInt8] {
    var words: [UInt8] = []
    for inner in node..<nodes[node].end {
      switch nodes[inner].element {
      case .text: words += HTMLText.clean(tree.text(of: inner))
      case .inline, .link: break
      default: words.append(0x20)
      }
    }
    return words
  }

  private mutating func write(_ root: Int) {
    var index = root
    while index < nodes[root].end {
      while let last = open.last, nodes[last.node].end <= index { close(open.removeLast().node) }
      guard main.keeps(index) else {
        index = nodes[index].end
        continue
      }
      index = enter(index)
    }
    while let last = open.popLast() { close(last.node) }
    writer.paragraph()
  }

  /// Writes what a node begins with, or all of it; the node to go on with.
  private mutating func enter(_ node: Int) -> Int {
    switch nodes[node].element {
    case .text:
      writer.add(flowing: HTMLText.clean(tree.text(of: node)))
      return node + 1
    case .preformatted:
      writer.add(preformatted: preformatted(node))
      return nodes[node].end
    case .table:
      if let rows = HTMLTable(node, of: tree, keeping: main)?.rows {
        writer.add(table: rows.map { row in row.map { words(in: $0) } })
        return nodes[node].end
      }
    default: break
    }
    begin(node)
    open.append((node, 1))
    return node + 1
  }

  private func preformatted(_ node: Int) -> [UInt8] {
    var lines: [UInt8] = []
    for inner in node..<nodes[node].end where main.keeps(inner) {
      if nodes[inner].element == .text { lines += HTMLText.clean(tree.text(of: inner)) }
      if nodes[inner].element == .lineBreak { lines.append(0x0A) }
    }
    return lines
  }

  private mutating func begin(_ node: Int) {
    switch nodes[node].element {
    case .lineBreak, .row: writer.line()
    case .heading(let level): writer.beginHeading(level)
    case .item: beginItem()
    case .term: writer.paragraph()
    case .definition:
      writer.line()
      writer.indent(first: ": ", rest: "  ")
    case .quote:
      writer.paragraph()
      writer.indent(first: "> ", rest: "> ")
    case .list:
      // A list inside of an item goes on without a blank line.
      if isInList { writer.line() } else { writer.paragraph() }
    case let element: if element.isBlock, !isFirstInItem(node) { writer.paragraph() }
    }
  }

  private mutating func close(_ node: Int) {
    switch nodes[node].element {
    case .item, .definition:
      writer.outdent()
      writer.line()
    case .heading: writer.endHeading()
    case .quote:
      writer.outdent()
      writer.paragraph()
    case .list: if isInList { writer.line() } else { writer.paragraph() }
    case .row: writer.line()
    case .term: writer.line()
    case let element: if element.isBlock { writer.paragraph() }
    }
  }

  private var isInList: Bool { open.contains { nodes[$0.node].element == .item } }

  /// `<li><p>` and the like: the block is the item.
  private func isFirstInItem(_ node: Int) -> Bool {
    guard let last = open.last, last.node == node - 1 else { return false }
    return [.item, .definition, .quote].contains(nodes[last.node].element)
  }

  private mutating func beginItem() {
    writer.line()
    let list = open.lastIndex { if case .list = nodes[$0.node].element { true } else { false } }
    guard let list, nodes[open[list].node].element == .list(isOrdered: true) else {
      return writer.indent(first: "- ", rest: "  ")
    }
    let mark = "\(open[list].number). "
    open[list].number += 1
    writer.indent(first: mark, rest: String(repeating: " ", count: mark.utf8.count))
  }

  /// Characters that pages mean otherwise: a no-break space only keeps words together, and what lies at U+0080 to
  /// U+009F is Windows-1252.
  static func clean(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(0xC2) else { return Array(text) }
    var clean: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let next = index + 1 < text.endIndex ? text[index + 1] : 0
      if text[index] == 0xC2, next == 0xA0 {
        clean.append(0x20)
        index += 2
      } else if text[index] == 0xC2, let scalar = TextEncoding.windows1252(UInt32(next)) {
        clean.append(contentsOf: String(Character(scalar)).utf8)
        index += 2
      } else {
        clean.append(text[index])
        index += 1
      }
    }
    return clean
  }
}
