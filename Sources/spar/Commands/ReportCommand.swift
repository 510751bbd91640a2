// spar report [RUN]

internal import ArgumentParser
internal import LoopKit
internal import SparCore
internal import SparEngine
internal import SparREPL
internal import SparScript
internal import SparStore

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Write one self-contained page about the project or a run: ratings, judges, coverage, funnel, cost, battles.",
    discussion: """
      Reads the database only, also while a run writes it. The page needs no network and no other file. The numbers are \
      over all battles; the page holds a sample of them in full, and says how many of how many.
      """)

  @Argument(help: ArgumentHelp("Only what this run made: 3 or run3.", valueName: "RUN"))
  var onlyRun: String?

  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("The page.", valueName: "FILE"))
  var output = "report.html"

  @Flag(help: "Write no page; print the same numbers as JSON.")
  var json = false

  @Option(help: ArgumentHelp("How many battles the page holds in full.", valueName: "N"))
  var battles = ReportOptions().battles

  @Option(help: ArgumentHelp("Whose win rates tell how difficult instructions are.", valueName: "MODEL"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      "What seat orders that differ count as (as the judge judged).", valueName: "tie|abstain|both|sum"))
  var policy: InconsistencyPolicy?

  @Option(name: .customLong("db"), help: ArgumentHelp("The database.", valueName: "PATH"))
  var database = "spar.db"

  func validate() throws {
    if battles < 0 { throw ValidationError("--battles must be 0 or more, not \(battles).") }
    if let onlyRun, runID == nil { throw ValidationError("'\(onlyRun)' is no run: 3 or run3 would be one.") }
  }

  func run() throws {
    let host = try HostOptions.parse(["--quiet", "--db", database])
    switch Foreground.run({ await Self.report(options, host) }) {
    case .success(let made): write(made)
    case .failure(let error): Exit.failing(error)
    }
  }

  private var runID: RecordID? {
    guard let onlyRun else { return nil }
    let id = RecordID(onlyRun) ?? Int64(onlyRun).map { RecordID(.run, $0) }
    return id?.kind == .run ? id : nil
  }

  private var options: ReportOptions {
    var options = ReportOptions()
    options.run = runID
    options.battles = json ? 0 : battles
    options.target = target
    options.policy = policy
    return options
  }

  private struct Made: Sendable {
    let report: Report
    let page: ReportPage
  }

  @Host private static func report(_ options: ReportOptions, _ host: HostOptions) async -> Result<Made, any Error> {
    do {
      let program = try await Program.open(host, access: .read)
      defer { program.engine.close() }
      let report = try program.engine.report(options, madeAt: WallClock.system.now())
      return .success(Made(report: report, page: ReportPage(layout: program.session.host.layout)))
    } catch { return .failure(error) }
  }

  private func write(_ made: Made) -> Never {
    do {
      if json {
        print(made.report.numbers.indentedText)
      } else {
        let bytes = try made.page.write(made.report, to: output)
        let battles = made.report.battles
        print("\(output): \(battles.list.count) of \(battles.total) battles in full, \(bytes / 1000) kB")
      }
    } catch { Exit.failing(error) }
    Exit.now(0)
  }
}

extension InconsistencyPolicy: ExpressibleByArgument {}
