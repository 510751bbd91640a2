// overlap, duplicates, clusters, diversity

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparCuration
internal import SparEngine

enum CurationModule: Module {
  static let topic = Topic.curation

  static func verbs(of host: ScriptHost) -> [Verb] {
    [overlap, duplicates(host), clusters(host), diversity(host)] + GateFunctions.verbs(of: host)
  }

  private static let texts = Verb.Parameter(
    "texts", "string[]|table[]", "texts, or records that have one; further turns belong to it")

  private static let vectorModel = Verb.Option(
    "model", "string", "an embedding model; `hashed` for vectors of the words alone",
    default: "the embedder, and `hashed` where none is set or it is simulated")

  private static let overlap = Verb(
    "overlap", "How much two texts share: the Jaccard overlap of their sets of n-grams of words.",
    parameters: [
      .init("a", "string|table", "a text, or a record that has one"), .init("b", "string|table", "another"),
    ],
    options: [.init("n", "integer", "words of an n-gram", default: "5")],
    returns: [.init("number", "0 to 1")],
    example: "overlap(\"name the three fuels\", \"Name the three fuels!\", {n = 2})",
    .immediate { call in
      let texts = try [call.text(of: call.values[0]), call.text(of: call.values[1])]
      return [.number(try Shingler.overlap(texts[0], texts[1], words: try call.integer("n") ?? 5))]
    })

  private static func duplicates(_ host: ScriptHost) -> Verb {
    Verb(
      "duplicates", "All pairs of near-duplicates of a list, by MinHash with an exact look at each candidate.",
      parameters: [texts],
      options: [
        .init("threshold", "number", "overlap of n-grams (Jaccard) from which on two are near", default: "0.75"),
        .init("n", "integer", "words of an n-gram", default: "5"),
      ],
      returns: [.init("duplicate_pair[]", "in the order of the later text")],
      example: "for _, pair in ipairs(duplicates(q)) do print(q[pair.first].text, pair.overlap) end",
      .waiting { call in
        let options = NearDuplicates.Options(
          threshold: try call.number("threshold") ?? 0.75, words: try call.integer("n") ?? 5)
        let pairs = try await host.engine.nearDuplicates(in: try call.texts(at: 0), options)
        return [.list(pairs.map(NearDuplicates.Pair.shape.table))]
      })
  }

  private static func clusters(_ host: ScriptHost) -> Verb {
    Verb(
      "clusters", "Groups texts by k-means on their vectors: the same list and seed give the same groups.",
      parameters: [texts],
      options: [.init("count", "integer", "how many; fewer where there are fewer different texts"), vectorModel],
      returns: [
        .init("integer[]", "the cluster of each text, from 1; the field `vectors` says what they were made by")
      ],
      example: "local of = clusters(q, {count = 20})\nprint(of[1], of.vectors)",
      .waiting { call in
        guard let count = try call.integer("count") else {
          throw ScriptError(.option, "clusters needs count: how many.", hint: call.verb.signature)
        }
        let found = try await host.engine.clusters(
          of: try call.texts(at: 0), count: count, model: try call.string("model"))
        let items = found.clustering.clusters.map { LuaValue($0 + 1) }
        return [.table(LuaTable(items: items, fields: [("vectors", .string(found.vectors))], kind: "list"))]
      })
  }

  private static func diversity(_ host: ScriptHost) -> Verb {
    Verb(
      "diversity", "How different the texts of a list are: clusters, nearest neighbours, tags, Vendi score.",
      parameters: [texts],
      options: [
        .init("clusters", "integer", "how many are made", default: "100"),
        .init("beside", "string[]|table[]", "what the list is clustered together with: seeds, another set"),
        .init("sample", "integer", "texts of which the Vendi score is taken", default: "500"),
        .init("tag", "string", "the field whose values are counted as tags", default: "type"), vectorModel,
      ],
      returns: [.init("diversity")],
      example: "d = diversity(q, {clusters = 50})\nprint(d.occupied, d.nearest_median, d.vendi)",
      .waiting { call in
        let tags = try tags(of: call, host)
        let options = Diversity.Options(
          clusters: try call.integer("clusters") ?? 100, sample: try call.integer("sample") ?? 500)
        let beside = call.value("beside").isNil ? [] : try call.texts(of: call.value("beside"))
        let (measured, vectors) = try await host.engine.diversity(
          of: try call.texts(at: 0), beside: beside, options, model: try call.string("model"))
        return [ShownDiversity.shape.table(ShownDiversity(diversity: measured, tags: tags, vectors: vectors))]
      })
  }

  /// The tags of a list; where they are instruction types, those that its skills have are known.
  @Host private static func tags(of call: VerbCall, _ host: ScriptHost) throws -> TagCoverage {
    let field = try call.string("tag") ?? "type"
    let tables = (call.values[0].list ?? []).map(\.table)
    var known: Set<String> = []
    if field == "type" {
      for skill in Set(tables.compactMap { $0?["skill"]?.string }) {
        known.formUnion((try? host.engine.describe(skill))?.taxonomy.nodes.map(\.name) ?? [])
      }
    }
    return TagCoverage(of: tables.map { $0?[field]?.names ?? [] }, known: known)
  }
}

extension VerbCall {
  /// The texts of a list.
  func texts(at index: Int) throws -> [String] { try texts(of: values[index]) }

  func texts(of value: LuaValue) throws -> [String] {
    guard let items = value.list else {
      throw ScriptError(.argument, "\(verb.name) takes a list of texts, not \(value.shown).", hint: verb.signature)
    }
    return try items.map { try text(of: $0) }
  }

  /// A text, or that of a record with its further turns.
  func text(of value: LuaValue) throws -> String {
    if let text = value.string { return text }
    if let table = value.table, let text = table["text"]?.string {
      return ([text] + (table["turns"]?.list ?? []).compactMap(\.string)).joined(separator: "\n")
    }
    throw ScriptError(
      .argument, "\(verb.name) takes texts and records that have one, not \(value.shown).", hint: verb.signature)
  }
}
