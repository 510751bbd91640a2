// Stores what rows say: tasks and answers here, battles in `ImportWriter+Battles.swift`. Identity comes from content, so
// that a second import finds everything there.

internal import SparCore
internal import SparDatasets
internal import SparStore

struct ImportWriter: Sendable {
  let kind: ImportKind
  let options: ImportOptions
  let provenance: Provenance
  var report: ImportReport
  private(set) var instructions = RecordSpans()
  private(set) var responses = RecordSpans()
  private var listed = RowSet()
  private var listedResponses = RowSet()
  fileprivate var files: [ImportRecord: ImportNumber] = [:]
  /// Battles that rows of this file have named, and how often the same row came, where it came again.
  var met = RowSet()
  var repetitions: [ContentKey: Int] = [:]
  private var path = ""
  /// The line of the last item, and whether nothing of it was new so far.
  private var last = (line: 0, isKnown: false)

  init(_ kind: ImportKind, options: ImportOptions, provenance: Provenance) {
    self.kind = kind
    self.options = options
    self.provenance = provenance
    report = ImportReport(kind)
  }

  /// A record that a row names, with its key.
  struct Placed {
    let id: RecordID
    let key: ContentKey
    var isNew = false
  }

  mutating func put(_ row: ImportedRow, in transaction: StoreTransaction) throws {
    if row.path != path { (path, met, repetitions, last) = (row.path, RowSet(), [:], (0, false)) }
    do {
      let isNew =
        switch row.item {
        case .exchange(let exchange): try put(exchange, row, in: transaction)
        case .battle(let battle): try put(battle, row, in: transaction)
        }
      count(row, isNew: isNew)
    } catch let refusal as RowRefusal {
      report.addBadRow(ImportReport.BadRow(path: row.path, line: row.line, reason: refusal.reason))
    }
  }

  /// A row is known where none of its items is new.
  private mutating func count(_ row: ImportedRow, isNew: Bool) {
    let isSameRow = row.line == last.line
    if isSameRow, !last.isKnown { return }
    if isSameRow, isNew { report.addKnown(-1) }
    if !isSameRow, !isNew { report.addKnown(1) }
    last = (row.line, !isNew)
  }

  // MARK: Tasks and answers

  private mutating func put(
    _ exchange: ImportedExchange, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Bool {
    for reply in exchange.replies { _ = try model(of: reply) }
    let task = try instruction(of: exchange, row, in: transaction)
    if listed.insert(task.id.number) { instructions.append(task.id.number) }
    var isNew = task.isNew
    for reply in exchange.replies {
      let response = try put(reply, by: try model(of: reply), to: task, row, in: transaction)
      if listedResponses.insert(response.id.number) { responses.append(response.id.number) }
      isNew = isNew || response.isNew
    }
    return isNew
  }

  private mutating func instruction(
    of exchange: ImportedExchange, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Placed {
    guard let task = exchange.task else {
      return try instruction(known: exchange.question ?? "", in: transaction)
    }
    return try put(task, question: exchange.question, row, in: transaction)
  }

  func instruction(known question: String, in transaction: StoreTransaction) throws -> Placed {
    guard let id = try transaction.reader.instruction(ofQuestion: question, in: options.set) else {
      let place = options.set.isEmpty ? "" : " of the set \(options.set)"
      throw RowRefusal("question \(question)\(place) is not known: import its instructions first")
    }
    return Placed(id: id, key: try transaction.reader.key(of: id))
  }

  private func model(of reply: ImportedReply) throws -> String {
    if let name = reply.model ?? options.model { return name }
    guard kind == .instructions else { throw RowRefusal("no model: name it with the option model") }
    return Self.unnamed
  }

  /// Who is said to have written answers whose author a set of instructions does not name.
  static let unnamed = "recorded"
  /// Who is said to have judged battles whose judge a log does not name.
  static let unnamedJudge = "recorded"
}

/// Why a row is not stored.
struct RowRefusal: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

extension ImportWriter {
  mutating func put(
    _ task: ImportedTask, question: String?, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Placed {
    guard !task.text.allSatisfy(\.isWhitespace) else { throw RowRefusal("the instruction is empty") }
    let instruction = Instruction(text: task.text, type: task.category, turns: task.turns, tools: task.tools)
    let key = ContentKey.instruction(instruction, about: nil)
    if let question { try check(question, isFor: key, in: transaction) }
    let placed = try transaction.place(instruction, key: key, provenance: provenance)
    if let question { try transaction.put(question: question, of: options.set, instruction: placed.id) }
    if placed.isNew {
      report.add(1, "instructions")
      try putOrigin(placed.id, row, in: transaction)
    }
    return Placed(id: placed.id, key: key, isNew: placed.isNew)
  }

  private func check(_ question: String, isFor key: ContentKey, in transaction: StoreTransaction) throws {
    guard let known = try transaction.reader.instruction(ofQuestion: question, in: options.set),
      try transaction.reader.key(of: known) != key
    else { return }
    throw RowRefusal("question \(question) is another instruction already, \(known): name a set for these questions")
  }

  mutating func put(
    _ reply: ImportedReply, by model: String, to task: Placed, _ row: ImportedRow, in transaction: StoreTransaction
  ) throws -> Placed {
    guard let text = reply.turns.last, !text.allSatisfy(\.isWhitespace) else { throw RowRefusal("an answer is empty") }
    if !task.isNew { try check(reply, answers: task.id, in: transaction) }
    let turns = reply.turns.count > 1 ? reply.turns : []
    let response = Response(
      instruction: task.id, model: model, text: text, ordinal: reply.ordinal, turns: turns)
    let key = ContentKey.recorded(response, to: task.key)
    let placed = try transaction.place(response, key: key, provenance: provenance)
    if placed.isNew {
      report.add(1, "responses")
      try putOrigin(placed.id, row, in: transaction)
    }
    return Placed(id: placed.id, key: key, isNew: placed.isNew)
  }

  private func check(_ reply: ImportedReply, answers task: RecordID, in transaction: StoreTransaction) throws {
    let turns = try transaction.reader.record(Instruction.self, id: task)?.turns.count ?? 0
    guard reply.turns.count != turns + 1 else { return }
    throw RowRefusal("\(reply.turns.count) answers to an instruction of \(turns + 1) turns")
  }

  mutating func putOrigin(_ record: RecordID, _ row: ImportedRow, in transaction: StoreTransaction) throws {
    let file = ImportRecord(kind: kind.rawValue, form: row.form, path: row.path, questionSet: options.set)
    let number = try files[file] ?? transaction.put(file, run: provenance.run)
    files[file] = number
    try transaction.put(origin: record, file: number, line: row.line, fields: row.rest)
  }
}

extension ContentKey {
  /// Of a response that was recorded elsewhere.
  static func recorded(_ response: Response, to instruction: ContentKey) -> ContentKey {
    var builder = Builder("response/1")
    builder.add("instruction", instruction)
    builder.add("model", response.model)
    builder.add("recorded", response.ordinal)
    builder.add("text", response.text)
    builder.add(turns: response.turns, tools: [])
    return builder.build()
  }
}
