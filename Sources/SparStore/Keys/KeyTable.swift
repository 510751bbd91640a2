// Which row of a kind has a key: two tables beside the records', and their statements.
//
// Keys are digests, so that an index of them is hit at random: with every group each row would dirty a page of its own,
// which goes to the log and to the file again, and the larger the index the fewer rows share one. So keys are first
// written down as they come, and brought into their order by the ten thousand (docs/decisions/0026-keys-by-the-thousand.md).

internal import SparCore

/// Of one kind: `KIND_key` has the settled keys, in their order. A row of `KIND_key_fresh` has those of the records that
/// one group has put, one after the other, up to that with the number `last_id`; one without keys says up to which
/// record all are settled.
final class KeyTable: Sendable {
  let kind: RecordKind
  /// Among all tables.
  let place: Int

  let add: String
  let find: String
  /// Reads the whole table, for who does not know its keys; the place of the key among those of its row, from 1.
  let findFresh: String
  let fresh: String
  /// Up to which record keys are settled, up to which they are written down, and up to which there are records.
  let bounds: String
  /// The records after `?1`, up to `?2`.
  let records: String
  let settle: String
  /// Those of the records up to one.
  let forgetFresh: String
  let hasSettled: String
  /// At most `?3` with keys from `?1` to `?2`.
  let inRange: String

  init(_ kind: RecordKind) {
    let (records, settled, fresh) = (kind.rawValue, "\(kind.rawValue)_key", "\(kind.rawValue)_key_fresh")
    self.kind = kind
    place = RecordKind.allCases.firstIndex(of: kind) ?? 0
    add = "INSERT INTO \(fresh) (last_id, keys) VALUES (?, ?)"
    find = "SELECT id FROM \(settled) WHERE key = ?"
    findFresh = "SELECT last_id, length(keys), instr(keys, ?1) FROM \(fresh) WHERE instr(keys, ?1) % 32 = 1"
    self.fresh = "SELECT last_id, keys FROM \(fresh) ORDER BY last_id"
    let lastSettled = "coalesce((SELECT max(last_id) FROM \(fresh) WHERE length(keys) = 0), 0)"
    bounds = """
      SELECT \(lastSettled), coalesce((SELECT max(last_id) FROM \(fresh)), 0), coalesce((SELECT max(id) FROM \(records)), 0)
      """
    self.records = "SELECT id, key FROM \(records) WHERE id > ?1 AND id <= ?2 ORDER BY id"
    settle = "INSERT OR IGNORE INTO \(settled) (key, id) VALUES (?, ?)"
    forgetFresh = "DELETE FROM \(fresh) WHERE last_id <= ?"
    hasSettled = "SELECT 1 FROM \(settled) LIMIT 1"
    inRange = """
      SELECT id FROM \(settled) WHERE key BETWEEN ?1 AND ?2
      UNION SELECT id FROM \(records) WHERE key BETWEEN ?1 AND ?2 AND id > \(lastSettled) ORDER BY id LIMIT ?3
      """
  }

  static let call = KeyTable(.call)
  static let all = StoredKinds.all.map { $0.layout.keys } + [call]
}
