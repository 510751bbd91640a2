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
    var settled = Settled.none
    /// How many keys are gathered before they are settled.
    var limit: Int
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

  let limit: Int
  private let state: Mutex<State>

  init(limit: Int = FreshKeys.usualLimit) {
    self.limit = limit
    state = Mutex(State(shelves: Array(repeating: Shelf(limit: limit), count: RecordKind.allCases.count)))
  }

  var settlings: Int { state.withLock { $0.settlings } }

  func find(_ key: ContentKey, in table: KeyTable) -> Finding {
    state.withLock { state in
      if let row = state.shelves[table.place].rows[key] { return .row(row) }
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

  func entries(in table: KeyTable) -> [Entry] {
    state.withLock { $0.shelves[table.place].rows.map { Entry(table: table, row: $1, key: $0) } }
  }

  /// The tables whose keys are so many that they should be settled.
  func due() -> [KeyTable] {
    state.withLock { state in
      KeyTable.all.filter { state.shelves[$0.place].rows.count >= state.shelves[$0.place].limit }
    }
  }

  /// All keys of `table` stand in their order now.
  func settle(_ table: KeyTable) {
    state.withLock { state in
      state.settlings += 1
      state.shelves[table.place].settleRows()
      state.shelves[table.place].limit = limit
    }
  }

  /// Keys of `table` were settled before.
  func begin(_ table: KeyTable, _ settled: Settled) {
    state.withLock { $0.shelves[table.place].settled = settled }
  }

  /// There was no room to settle the keys of `table`: tried again when half as many again have come.
  func postpone(_ table: KeyTable) {
    state.withLock { $0.shelves[table.place].limit += limit / 2 }
  }
}

extension FreshKeys.Shelf {
  fileprivate func mayHaveSettled(_ key: ContentKey) -> Bool {
    switch settled {
    case .none: false
    case .among(let filter): filter.mayHold(key)
    case .unknown: true
    }
  }

  fileprivate mutating func settleRows() {
    switch settled {
    case .none: settled = .among(KeyFilter(rows.keys))
    case .among(var filter):
      // Taken out first, or the filter would be copied.
      settled = .unknown
      for key in rows.keys { filter.insert(key) }
      settled = .among(filter)
    case .unknown: break
    }
    rows.removeAll(keepingCapacity: true)
  }
}
