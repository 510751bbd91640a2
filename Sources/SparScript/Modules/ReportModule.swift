// report: everything about a project or a run on one page

internal import LoopKit
internal import LuaKit
internal import SparCore
internal import SparEngine

enum ReportModule: Module {
  static let topic = Topic.arena

  static func verbs(of host: ScriptHost) -> [Verb] {
    [
      Verb(
        "report",
        "Writes one HTML file about the project or a run: ratings, judges, coverage, funnel, cost, battles.",
        parameters: [.init("path", "string", "the file, whose folder is made", default: "report.html")],
        options: [
          .init("run", "integer", "only what this run made, by its number", default: "all"),
          .init("battles", "integer", "how many battles the page holds in full", default: "300"),
          .init("target", "string", "whose win rates tell how difficult instructions are", default: "the one hired"),
          .init(
            "policy", "string", "seat orders that differ: `tie`, `abstain`, `both` or `sum`",
            default: "what they did when the judge judged"),
          .init("numbers", "boolean", "whether to return the numbers as a table as well", default: "false"),
        ],
        returns: [.init("report")],
        example: "report(\"out/report.html\", {battles = 500})",
        .immediate { call in
          let path = try call.text(at: 0) ?? "report.html"
          let report = try host.engine.report(try options(call), madeAt: WallClock.system.now())
          let bytes = try ReportPage(layout: host.layout).write(report, to: path)
          let numbers = try call.bool("numbers") == true ? report.numbers : nil
          return [WrittenReport.shape.table(WrittenReport(path, bytes, report, numbers: numbers))]
        })
    ]
  }

  private static func options(_ call: VerbCall) throws -> ReportOptions {
    var options = ReportOptions()
    options.run = try call.integer("run").map { RecordID(.run, Int64($0)) }
    options.battles = try call.integer("battles", from: 0) ?? options.battles
    options.target = try call.string("target")
    options.policy = try call.word("policy", InconsistencyPolicy.self)
    return options
  }
}

/// What became of a report.
struct WrittenReport: Sendable {
  let path: String
  let bytes: Int
  let battles: Int
  let shown: Int
  let numbers: JSON?

  init(_ path: String, _ bytes: Int, _ report: Report, numbers: JSON?) {
    self.path = path
    self.bytes = bytes
    battles = report.battles.total
    shown = report.battles.list.count
    self.numbers = numbers
  }

  static let shape = ValueShape<WrittenReport>(
    "report", "A page that `report` wrote.", hasKind: false,
    [
      .init("path", "string", "the file") { .string($0.path) },
      .init("bytes", "integer", "its size") { LuaValue($0.bytes) },
      .init("battles", "integer", "judged battles, which the numbers are over") { LuaValue($0.battles) },
      .init("shown", "integer", "those of them that the page holds in full") { LuaValue($0.shown) },
      .init("numbers", "table?", "what `spar report --json` prints, where it was asked for") {
        $0.numbers.map { LuaValue($0) } ?? .nil
      },
    ])
}
