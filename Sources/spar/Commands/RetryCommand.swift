// spar retry

internal import ArgumentParser
internal import SparStore

struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Make the calls again that came to nothing, and only those.",
    discussion: """
      A call whose stored reply can be read by now is made good without asking again. Run the script once more \
      afterwards: it finds them answered.
      """)

  @OptionGroup var options: HostOptions
  @OptionGroup var filter: CallOptions

  func run() throws {
    LibraryCommand(code: "retry\(filter.table())", access: .write).run(with: options)
  }
}
