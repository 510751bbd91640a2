// Documents that are all there already.

struct DocumentList: DocumentStream {
  private var documents: [Document]
  let tally: ReadTally

  init(_ documents: [Document], tally: ReadTally) {
    self.documents = documents.reversed()
    self.tally = tally
  }

  mutating func next() -> Document? { documents.popLast() }
}
