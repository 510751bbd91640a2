// A page as a list of nodes. Flat on purpose: nested as deep as a page may be, nothing here calls itself.

/// The nodes of a page in the order of the document; what is inside of node `i` are the nodes `i + 1 ..< nodes[i].end`.
struct HTMLTree {
  struct Node {
    var element: HTMLElement
    /// The node it is in; -1 for the outermost.
    let parent: Int
    /// Of a `text`, in `bytes`.
    var text: Range<Int>
    /// The first node that is not inside.
    var end: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var bytes: [UInt8] = []
  /// The nodes that are open, with the names of their tags.
  private var open: [(name: String, node: Int)] = []

  private var current: Int { open.last?.node ?? -1 }

  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    if let last = nodes.last, last.element == .text, last.parent == current {
      nodes[nodes.count - 1].text = last.text.lowerBound..<bytes.count
    } else {
      nodes.append(Node(element: .text, parent: current, text: start..<bytes.count, end: nodes.count + 1))
    }
  }

  mutating func begin(_ name: String, _ element: HTMLElement) {
    // A title that is never closed must not swallow the page.
    if let last = open.last, last.name == "title" { close(upTo: open.count - 1) }
    nodes.append(Node(element: element, parent: current, text: 0..<0, end: nodes.count + 1))
    open.append((name, nodes.count - 1))
  }

  mutating func end(_ name: String) {
    if let depth = open.lastIndex(where: { $0.name == name }) { close(upTo: depth) }
  }

  mutating func finish() { close(upTo: 0) }

  private mutating func close(upTo depth: Int) {
    while open.count > depth { nodes[open.removeLast().node].end = nodes.count }
  }

  func text(of node: Int) -> ArraySlice<UInt8> { bytes[nodes[node].text] }
}
