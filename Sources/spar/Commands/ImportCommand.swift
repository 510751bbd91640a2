// spar import KIND FILE

internal import ArgumentParser
internal import LoopKit
internal import SparCore
internal import SparDatasets
internal import SparEngine
internal import SparREPL
internal import SparScript

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take in what others have recorded: instructions, responses, battles, votes.",
    discussion: """
      Files are JSONL, JSON or CSV, compressed or not, in one of the known forms (docs/import.md). What is stored \
      already is not stored again. Rows that cannot be used are told of and left out, and the exit code is 2.
      """)

  @OptionGroup var options: HostOptions

  @Argument(help: ArgumentHelp("instructions, responses, battles or votes.", valueName: "KIND"))
  var kind: ImportKind

  @Argument(help: ArgumentHelp("Files, folders or patterns.", valueName: "FILE"))
  var files: [String]

  @Option(help: ArgumentHelp("The form of the rows, where their fields do not tell.", valueName: "NAME"))
  var form: String?

  @Option(help: ArgumentHelp("The set that the rows' question ids belong to.", valueName: "NAME"))
  var set = ""

  @Option(help: ArgumentHelp("Who wrote the answers, where rows do not say.", valueName: "NAME"))
  var model: String?

  @Option(help: ArgumentHelp("Who judged, where rows do not say.", valueName: "NAME"))
  var judge: String?

  @Option(help: ArgumentHelp("Who voted, where rows do not say.", valueName: "NAME"))
  var voter: String?

  @Option(help: ArgumentHelp("How much a verdict weighs, where rows do not say.", valueName: "NUMBER"))
  var weight: Double?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp("A field with another name in these files: winner=result.", valueName: "USUAL=THEIRS"))
  var fields: [String] = []

  func validate() throws {
    for field in fields where field.split(separator: "=").count != 2 {
      throw ValidationError("--field takes two names, such as winner=result, not '\(field)'.")
    }
    if let weight, weight < 0 { throw ValidationError("--weight must not be below 0.") }
  }

  func run() throws {
    Interrupt.installHandler()
    let (files, kind, imports, options) = (files, kind, imports, options)
    Exit.now(Foreground.run { await Self.take(files, kind, imports, options) })
  }

  private var imports: ImportOptions {
    var imports = ImportOptions()
    imports.form = form
    imports.set = set
    imports.model = model
    imports.judge = kind == .votes ? voter ?? judge : judge
    imports.weight = weight
    for field in fields {
      let names = field.split(separator: "=").map(String.init)
      imports.fields[names[0]] = names[1]
    }
    return imports
  }

  @Host private static func take(
    _ files: [String], _ kind: ImportKind, _ imports: ImportOptions, _ options: HostOptions
  ) async -> Int32 {
    do {
      let program = try await Program.open(options)
      defer { program.engine.close() }
      let work = Host.task { try await program.engine.takeIn(files, kind: kind, options: imports).report }
      HostLoop.shared.onInterrupt { work.cancel() }
      let report = try await work.value
      for sentence in report.complaints { program.session.host.output.note("spar: \(sentence)") }
      program.session.host.output.write(report.summary + "\n")
      return (report.badRowCount > 0 || !report.skipped.isEmpty ? ExitCode.failedItems : .done).rawValue
    } catch { return Exit.tell(error) }
  }
}

extension ImportKind: ExpressibleByArgument {}
