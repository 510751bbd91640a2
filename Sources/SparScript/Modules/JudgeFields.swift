// The table with which a script describes a judge, and what a judge in Lua returns.

internal import LuaKit
internal import SparCore
internal import SparEngine
internal import SparPrompts

/// A table such as `{name = "strict", model = "sim/judge", agent = "pair", both_orders = false}`.
struct JudgeFields {
  private let table: LuaTable
  private let call: VerbCall

  init(_ table: LuaTable, _ call: VerbCall) {
    self.table = table
    self.call = call
  }

  static let shape = TableShape(
    "judge", "Who judges, and how: data that every verdict names by its hash.",
    [
      ("name", "string?", "what its verdicts call it; the model, and the prompt unless that is `scores`"),
      ("model", "string?", "who is asked"),
      ("agent", "string?", "its prompt, a file in Prompts/judge, which also says how the reply is read"),
      ("both_orders", "boolean?", "whether it reads a battle twice, each response first once; true but for functions"),
      ("policy", "string?", "what its seat orders count as where they contradict each other"),
      ("margin", "number?", "scores, or preferences, that differ by no more are a tie"),
      ("strong", "number?", "the weight of a clear win of a five-way verdict; 3"),
      ("reference", "string?", "a model whose response is the reference of `judge/reference`"),
      ("with", "table<string, any>?", "inputs of the prompt: `reference`, `rubric`, or its own"),
      ("temperature", "number?", "as `top_p`, `max_tokens`, `seed`: the parameters of its sampling"),
      (
        "run", "fun(pair: table): any",
        "judges instead of a model: gets {instruction, passage, first, second, answerability, type}, returns \"first\", \"second\" or \"tie\", how far the first is preferred (0 to 1), or {winner, first, second, preference, explanation}"
      ),
    ])

  func judge(agent: String) throws -> Judge {
    try checkNames()
    let model = try text("model"), isFunction = table["run"].map { !$0.isNil } ?? false
    let prompt = try text("agent") ?? agent
    guard let name = try text("name") ?? model.map({ Judge.name(of: $0, by: prompt) }) else {
      throw ScriptError(
        .option, "\(call.verb.name): a judge needs a model, or a name and a function run.",
        hint: "{model = \"sim/judge\", agent = \"pair\"}")
    }
    var judge = Judge(name, model: model)
    judge.agent = prompt
    judge.inBothOrders = try value("both_orders", "true or false") { $0.bool } ?? !isFunction
    judge.policy = try policy()
    judge.margin = try number("margin")
    judge.strong = try number("strong") ?? judge.strong
    judge.reference = try text("reference")
    judge.given = try given()
    judge.sampling = Sampling(
      temperature: try number("temperature"), topP: try number("top_p"),
      maxTokens: try value("max_tokens", "a whole number") { $0.integer },
      seed: try value("seed", "a whole number") { $0.integer })
    return judge
  }

  private static let names =
    Self.shape.fields.map(\.name) + ["top_p", "max_tokens", "seed"]

  private func checkNames() throws {
    for field in table.fields where !Self.names.contains(field.name) {
      let hint = Spelling.nearest(to: field.name, in: Self.names).map { "Did you mean '\($0)'?" }
      throw ScriptError(
        .option, "\(call.verb.name): a judge has no field '\(field.name)'.",
        hint: hint ?? "It has \(Self.names.joined(separator: ", ")).")
    }
  }

  private func policy() throws -> InconsistencyPolicy? {
    guard let word = try text("policy") else { return nil }
    if let policy = InconsistencyPolicy(rawValue: word) { return policy }
    let known = InconsistencyPolicy.allCases.map(\.rawValue).joined(separator: ", ")
    throw ScriptError(
      .option, "\(call.verb.name): a judge's policy cannot be '\(word)'.", hint: "It is one of \(known).")
  }

  private func given() throws -> [String: JSON] {
    guard let with = try value("with", "a table", { $0.table }) else { return [:] }
    return Dictionary(with.fields.map { ($0.name, $0.value.json) }) { first, _ in first }
  }

  private func text(_ name: String) throws -> String? { try value(name, "a string") { $0.string } }

  private func number(_ name: String) throws -> Double? {
    try value(name, "a number from 0 up") { value in value.double.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil } }
  }

  private func value<Value>(_ name: String, _ kind: String, _ read: (LuaValue) -> Value?) throws -> Value? {
    guard let given = table[name], !given.isNil else { return nil }
    if let value = read(given) { return value }
    throw ScriptError(.option, "\(call.verb.name): a judge's \(name) must be \(kind), not \(given.shown).")
  }
}

extension SeatReading {
  /// What a function returned.
  ///
  /// - Throws: `reply.unparsed` for anything that is no verdict, which is then never rated.
  init(_ value: LuaValue, of judge: Judge) throws {
    let margin = judge.margin ?? 0
    if let word = value.string {
      self.init(try Self.side(word, judge))
    } else if let preference = value.double {
      self.init(preference: try Self.share(preference, judge), margin: margin)
    } else if let table = value.table {
      try self.init(table, margin, judge)
    } else {
      throw Self.unread(value, judge)
    }
  }

  private init(_ table: LuaTable, _ margin: Double, _ judge: Judge) throws {
    let (first, second) = (table["first"]?.double, table["second"]?.double)
    for score in [first, second] where score?.isFinite == false { throw Self.unread(.table(table), judge) }
    let preference = try table["preference"]?.double.map { try Self.share($0, judge) }
    if let word = table["winner"]?.string {
      self.init(try Self.side(word, judge))
    } else if let first, let second {
      self.init(first: first, second: second, margin: margin)
    } else if let preference {
      self.init(preference: preference, margin: margin)
    } else {
      throw Self.unread(.table(table), judge)
    }
    (self.first, self.second, self.preference) = (first, second, preference)
    explanation = table["explanation"]?.string
    try checkAgreement(judge)
  }

  /// A winner with the lower score is a verdict that can be read in two ways.
  private func checkAgreement(_ judge: Judge) throws {
    guard let first, let second, side != .tie, (first - second) * Double(side.rawValue) < 0 else { return }
    throw EngineError(.unparsed, "The judge '\(judge.name)' names a winner and gives it the lower score.")
  }

  private static func side(_ word: String, _ judge: Judge) throws -> SeatPreference {
    switch word {
    case "first": .first
    case "second": .second
    case "tie": .tie
    default: throw unread(.string(word), judge)
    }
  }

  private static func share(_ value: Double, _ judge: Judge) throws -> Double {
    guard (0...1).contains(value) else { throw unread(.number(value), judge) }
    return value
  }

  private static func unread(_ value: LuaValue, _ judge: Judge) -> EngineError {
    EngineError(
      .unparsed, "The judge '\(judge.name)' returned \(value.shown), which is no verdict.",
      hint: "\"first\", \"second\", \"tie\", a preference from 0 to 1, or {winner, first, second, explanation}.")
  }
}
