// Which battles a page holds: those with the smallest keys, which are digests and so as good as drawn.

internal import SparCore

/// Keeps the smallest keys of what it is shown, in bounded memory.
struct BattleSample: Sendable {
  private var plain: SmallestKeys
  private var notable: SmallestKeys
  let limit: Int

  init(limit: Int) {
    self.limit = limit
    plain = SmallestKeys(limit: limit)
    notable = SmallestKeys(limit: limit)
  }

  mutating func add(_ judged: JudgedBattle) {
    guard limit > 0 else { return }
    if judged.isFlipped || !judged.outcome.isRated {
      notable.add(judged.battle.key, judged.battle.id)
    } else {
      plain.add(judged.battle.key, judged.battle.id)
    }
  }

  /// In the order they were fought. Up to half of them are notable: flipped or not rated.
  var battles: [RecordID] {
    let (plain, notable) = (plain.smallest, notable.smallest)
    let notableCount = min(notable.count, max(limit / 2, limit - plain.count))
    return (notable.prefix(notableCount) + plain.prefix(limit - notableCount)).sorted()
  }
}

private struct SmallestKeys: Sendable {
  let limit: Int
  private var kept: [(key: ContentKey, id: RecordID)] = []
  /// The largest of those kept, once there are enough.
  private var bound: ContentKey?

  init(limit: Int) { self.limit = limit }

  mutating func add(_ key: ContentKey, _ id: RecordID) {
    if let bound, bound < key { return }
    kept.append((key, id))
    if kept.count >= 2 * limit { cut() }
  }

  private mutating func cut() {
    kept.sort { $0.key < $1.key }
    kept.removeLast(max(0, kept.count - limit))
    bound = kept.last?.key
  }

  var smallest: [RecordID] { kept.sorted { $0.key < $1.key }.prefix(limit).map(\.id) }
}
