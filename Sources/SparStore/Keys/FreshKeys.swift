// The keys that are not settled yet, in memory: known to the writer and to who reads beside it.

internal import SparCore
internal import Synchronization

final class FreshKeys: Sendable {
  /// What memory can say of a key.
  enum Finding {
    /// Perhaps of a group that is not committed yet, or never will be: the record there may have another key.
    case row(Int64)
    /// No record has it.
    case unknown
    /// The table of settled keys has to be asked. `settlings` counts how often keys have been settled.
    case perhapsSettled(settlings: Int)
  }

  struct Entry {
    let table: KeyTable
    let row: Int64
    let key: ContentKey
  }

  fileprivate struct Shelf {
    var rows: [ContentKey: Int64] = [:]
    var settling: Settling?
    var settled = Settled.none
    /// How many keys are gathered before they are settled.
    var limit: Int
  }

  /// Keys that are being settled, part by part in their order: known from here until the last part is done.
  fileprivate struct Settling {
    let rows: [ContentKey: Int64]
    /// Up to which record.
    let last: Int64
    let partCount: Int
    var part = 0
  }

  /// Sorted by key.
  struct Part {
    let entries: [Entry]
    /// With the last part: up to which record all keys are settled then.
    let last: Int64?
  }

  /// What memory knows of the keys that are settled.
  enum Settled {
    case none
    case among(KeyFilter)
    case unknown
  }

  private struct State {
    var shelves: [Shelf]
    var settlings = 0
  }

  /// So many keys touch a page for three of them in an index of a million, where each alone would touch one. In memory
  /// they take 5 MB.
  static let usualLimit = 65_536
  /// How many are settled between two groups, about.
  static let usualPart = 2_048

  let limit: Int
  private let state: Mutex<State>

  init(limit: Int = FreshKeys.usualLimit) {
    self.limit = limit
    state = Mutex(State(shelves: Array(repeating: Shelf(limit: limit), count: RecordKind.allCases.count)))
  }

  var settlings: Int { state.withLock { $0.settlings } }

  func find(_ key: ContentKey, in table: KeyTable) -> Finding {
    state.withLock { state in
      if let row = state.shelves[table.place].row(of: key) { return .row(row) }
      return state.shelves[table.place].mayHaveSettled(key) ? .perhapsSettled(settlings: state.settlings) : .unknown
    }
  }

  /// Whether no record has it, for sure.
  func isUnknown(_ key: ContentKey, in table: KeyTable) -> Bool {
    if case .unknown = find(key, in: table) { true } else { false }
  }

  func add(_ entry: Entry) {
    state.withLock { $0.shelves[entry.table.place].rows[entry.key] = entry.row }
  }

  func add(_ entries: [Entry]) { for entry in entries { add(entry) } }

  /// Forgets keys whose records have been taken back.
  func remove(_ entries: some Sequence<Entry>) {
    state.withLock { state in
      for entry in entries { state.shelves[entry.table.place].rows[entry.key] = nil }
    }
  }

  /// Those that are not being settled yet.
  func count(in table: KeyTable) -> Int { state.withLock { $0.shelves[table.place].rows.count } }

  /// A table that is being settled, or has so many keys that it should be.
  func due() -> KeyTable? {
    state.withLock { state in
      KeyTable.all.first { isSettling($0, state) }
        ?? KeyTable.all.first { state.shelves[$0.place].rows.count >= state.shelves[$0.place].limit }
    }
  }

  func isSettling(_ table: KeyTable) -> Bool { state.withLock { isSettling(table, $0) } }

  private func isSettling(_ table: KeyTable, _ state: State) -> Bool { state.shelves[table.place].settling != nil }

  /// From now on the keys of the records up to `last`, which are all there are, are being settled.
  ///
  /// - Parameter entries: in place of those in memory, where these are not all.
  func beginSettling(_ table: KeyTable, upTo last: Int64, _ entries: [Entry]?) {
    let found = entries.map { Dictionary($0.map { ($0.key, $0.row) }, uniquingKeysWith: min) }
    state.withLock { $0.shelves[table.place].beginSettling(found, upTo: last, part: Self.usualPart) }
  }

  /// The next part of the keys that are being settled.
  func part(of table: KeyTable) -> Part? {
    // Looked through outside of the lock.
    guard let settling = state.withLock({ $0.shelves[table.place].settling }) else { return nil }
    let entries = settling.rows.lazy.filter { key, _ in settling.isInPart(key) }
      .map { Entry(table: table, row: $1, key: $0) }
    let isLast = settling.part + 1 >= settling.partCount
    return Part(entries: entries.sorted { $0.key < $1.key }, last: isLast ? settling.last : nil)
  }

  /// The keys of `part` stand in their order now.
  func settled(_ part: Part, of table: KeyTable) {
    state.withLock { state in
      guard part.last != nil else { return state.shelves[table.place].goOn() }
      state.settlings += 1
      state.shelves[table.place].endSettling()
      state.shelves[table.place].limit = limit
    }
  }

  /// Keys of `table` were settled before.
  func begin(_ table: KeyTable, _ settled: Settled) {
    state.withLock { $0.shelves[table.place].settled = settled }
  }

  /// There was no room to settle the keys of `table`: tried again, from the first part, when half as many again have
  /// come.
  func postpone(_ table: KeyTable) {
    state.withLock { state in
      state.shelves[table.place].giveUpSettling()
      state.shelves[table.place].limit = state.shelves[table.place].rows.count + limit / 2
    }
  }
}

extension FreshKeys.Settling {
  /// Parts divide what keys may be, and keys are digests: all have nearly as many.
  fileprivate func isInPart(_ key: ContentKey) -> Bool {
    key.seed.multipliedFullWidth(by: UInt64(partCount)).high == UInt64(part)
  }
}

extension FreshKeys.Shelf {
  fileprivate func row(of key: ContentKey) -> Int64? { rows[key] ?? settling?.rows[key] }

  fileprivate func mayHaveSettled(_ key: ContentKey) -> Bool {
    switch settled {
    case .none: false
    case .among(let filter): filter.mayHold(key)
    case .unknown: true
    }
  }

  fileprivate mutating func beginSettling(_ found: [ContentKey: Int64]?, upTo last: Int64, part: Int) {
    let found = found ?? rows
    settling = FreshKeys.Settling(rows: found, last: last, partCount: max(1, found.count / part))
    rows = [:]
  }

  fileprivate mutating func goOn() { settling?.part += 1 }

  fileprivate mutating func giveUpSettling() {
    rows.merge(settling?.rows ?? [:]) { newer, _ in newer }
    settling = nil
  }

  fileprivate mutating func endSettling() {
    let keys = (settling?.rows ?? [:]).keys
    settling = nil
    switch settled {
    case .none: settled = .among(KeyFilter(keys))
    case .among(var filter):
      // Taken out first, or the filter would be copied.
      settled = .unknown
      for key in keys { filter.insert(key) }
      settled = .among(filter)
    case .unknown: break
    }
  }
}
