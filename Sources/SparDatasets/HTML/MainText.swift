// Finds the text of a page among what surrounds it: navigation, banners, footers, forms, lists of links.

/// Which nodes of a page are its text.
struct MainText {
  /// The nodes whose text is the page's, in order, none inside of another.
  private(set) var roots: [Int] = []
  /// Whether the text inside of a node is left out.
  private var isDropped: [Bool]

  private let tree: HTMLTree
  /// Characters (bytes without white space) inside of each node, of links among them, and how many links.
  private var counts: [(all: Int, linked: Int, links: Int)]

  init(_ tree: HTMLTree) {
    self.tree = tree
    isDropped = Array(repeating: false, count: tree.nodes.count)
    counts = Array(repeating: (0, 0, 0), count: tree.nodes.count)
    drop { $0 == .silent || $0 == .title }
    count()
    let everything = total
    dropMargins()
    count()
    // A page that is all margin (a form, a menu) is its own text.
    if total == 0, everything > 0 { keepMargins() }
    choose()
  }

  func keeps(_ node: Int) -> Bool { !isDropped[node] }

  private var nodes: [HTMLTree.Node] { tree.nodes }
  private var total: Int { nodes.indices.reduce(0) { nodes[$1].parent < 0 ? $0 + counts[$1].all : $0 } }

  private mutating func drop(_ isUnwanted: (HTMLElement) -> Bool) {
    var index = 0
    while index < nodes.count {
      guard isUnwanted(nodes[index].element) else {
        index += 1
        continue
      }
      drop(index)
      index = nodes[index].end
    }
  }

  private mutating func drop(_ node: Int) {
    for inner in node..<nodes[node].end { isDropped[inner] = true }
  }

  private mutating func dropMargins() {
    drop { $0 == .margin }
    for node in nodes.indices where nodes[node].element == .header && !isDropped[node] && !isTitleBlock(node) {
      drop(node)
    }
  }

  /// Whether a header is the head of a text, and not that of a site.
  private func isTitleBlock(_ node: Int) -> Bool {
    let holdsHeading = (node..<nodes[node].end).contains {
      if case .heading = nodes[$0].element { true } else { false }
    }
    return holdsHeading && counts[node].linked * 2 < counts[node].all
  }

  private mutating func keepMargins() {
    isDropped = Array(repeating: false, count: nodes.count)
    drop { $0 == .silent || $0 == .title }
    count()
  }

  private mutating func count() {
    for node in nodes.indices { counts[node] = (isDropped[node] ? 0 : characters(in: node), 0, 0) }
    // What is inside of a node comes after it.
    for node in nodes.indices.reversed() {
      if nodes[node].element == .link, !isDropped[node] { counts[node] = (counts[node].all, counts[node].all, 1) }
      let parent = nodes[node].parent
      guard parent >= 0 else { continue }
      counts[parent].all += counts[node].all
      counts[parent].linked += counts[node].linked
      counts[parent].links += counts[node].links
    }
  }

  private func characters(in node: Int) -> Int {
    nodes[node].element == .text ? tree.text(of: node).count { !$0.isSpace } : 0
  }

  private mutating func choose() {
    roots = outermost(.main)
    if !roots.isEmpty { return }
    roots = outermost(.article)
    if 2 * roots.reduce(0, { $0 + counts[$1].all }) > total { return }
    roots = nodes.indices.filter { nodes[$0].parent < 0 && !isDropped[$0] }
    // The densest block: as long as one block holds most of what is no link, look into that one.
    while roots.count == 1, let inner = heart(of: roots[0]) { roots = [inner] }
    dropLinkLists()
  }

  private func outermost(_ element: HTMLElement) -> [Int] {
    var found: [Int] = [], index = 0
    while index < nodes.count {
      let isFound = nodes[index].element == element && counts[index].all > 0
      if isFound { found.append(index) }
      index = isFound ? nodes[index].end : index + 1
    }
    return found
  }

  private func plain(_ node: Int) -> Int { counts[node].all - counts[node].linked }

  /// The child that holds nine tenths of a node's text outside of links.
  private func heart(of node: Int) -> Int? {
    guard nodes[node].element != .table, nodes[node].element.isBlock else { return nil }
    var child = node + 1
    while child < nodes[node].end {
      let element = nodes[child].element
      if element == .block || element == .article, plain(child) * 10 > plain(node) * 9 { return child }
      child = nodes[child].end
    }
    return nil
  }

  /// Tables of contents, menus without a name: blocks that are links for the most part, unless they are the page.
  private mutating func dropLinkLists() {
    let before = roots.reduce(0) { $0 + counts[$1].all }
    let lists = roots.flatMap { linkLists(in: $0) }
    let dropped = lists.reduce(0) { $0 + counts[$1].all }
    guard (before - dropped) * 3 > before else { return }
    for list in lists { drop(list) }
  }

  private func linkLists(in root: Int) -> [Int] {
    var found: [Int] = [], index = root + 1
    while index < nodes[root].end {
      let count = counts[index]
      let isList = nodes[index].element.isBlock && count.links > 2 && count.linked * 10 > count.all * 7
      if isList { found.append(index) }
      index = isList ? nodes[index].end : index + 1
    }
    return found
  }
}
