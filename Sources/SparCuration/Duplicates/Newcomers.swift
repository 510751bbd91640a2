// The texts of one batch that stay, while it is gone through in order. Each text is compared with those before it at once,
// so that a large group of near-duplicates in one batch makes pairs with its first text alone.

struct Newcomers {
  /// A text of the batch: the number of its sketches, and its number among these.
  struct Text {
    let part: Int
    let number: Int
    /// Its number in the batch.
    let place: Int
  }

  private(set) var texts: [Text] = []
  private let parts: [Sketches]
  private let bands: Int
  private let shared: SharedKeys
  /// All bands in one, for a batch is small.
  private var table = BandTable()
  /// For each place of the table, which of `texts` it belongs to.
  private var owners: [Int] = []
  private var set = ShingleSet()
  private var found: [Int] = []

  init(_ parts: [Sketches], bands: Int) {
    self.parts = parts
    self.bands = bands
    shared = SharedKeys(parts, bands: bands)
  }

  mutating func append(_ text: Text) {
    for band in 0..<bands where shared.may(text.place, band: band) {
      table.put(parts[text.part].key(text.number, band: band))
      owners.append(texts.count)
    }
    texts.append(text)
  }

  /// The nearest that stays, by its number in the batch, the first of equals; `nil` where none overlaps by `least`.
  mutating func nearest(to text: Text, least: Double) -> NearDuplicates.Match? {
    findThoseWithSharedBand(text)
    guard !found.isEmpty else { return nil }
    parts[text.part].shingles.withShingles(of: text.number) { set.fill($0) }
    var nearest: NearDuplicates.Match?
    for newcomer in Set(found).sorted() {
      let other = texts[newcomer]
      let overlap = parts[other.part].shingles.withShingles(of: other.number) { set.overlap(with: $0, least: least) }
      if let overlap, overlap > nearest?.overlap ?? 0 { nearest = .init(number: other.place, overlap: overlap) }
    }
    return nearest
  }

  private mutating func findThoseWithSharedBand(_ text: Text) {
    found.removeAll(keepingCapacity: true)
    for band in 0..<bands where shared.may(text.place, band: band) {
      table.forEach(parts[text.part].key(text.number, band: band)) { found.append(owners[$0]) }
    }
  }
}
