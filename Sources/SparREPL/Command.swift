// Lines that are no Lua: `:quit`, `:why i12`. Adding one is adding an element to the table.

internal import SparCore

/// A command of the loop, typed after a colon.
package struct Command: Sendable {
  package var name: String
  /// What stands after the name in the list of commands: `ID`, or nothing.
  package var argument: String
  package var summary: String
  package var run: @Sendable (_ evaluator: any Evaluator, _ argument: String) -> Evaluation

  package init(
    _ name: String, argument: String = "", summary: String,
    run: @escaping @Sendable (_ evaluator: any Evaluator, _ argument: String) -> Evaluation
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.run = run
  }

  package static let standard: [Command] = [
    Command("quit", summary: "leave; so do Ctrl-D, quit and exit") { _, _ in .quit(ExitCode.done.rawValue) },
    Command("why", argument: "ID", summary: "where a record comes from") { evaluator, id in
      id.isEmpty ? .failed("“:why” needs the id of a record. Try :why i1") : evaluator.why(id)
    },
  ]
}

/// The commands of a session, with `:help` made from the table itself.
struct CommandTable {
  let commands: [Command]

  init(_ commands: [Command]) { self.commands = commands }

  var names: [String] { (["help"] + commands.map(\.name)).sorted() }

  /// Runs `why i12`, which stood after the colon.
  func run(_ line: Substring, with evaluator: any Evaluator) -> Evaluation {
    let name = line.prefix { !$0.isWhitespace }
    if name == "help" || name.isEmpty { return .shown(help(evaluator)) }
    guard let command = commands.first(where: { $0.name == name }) else { return unknown(String(name)) }
    return command.run(evaluator, line.dropFirst(name.count).trimmed)
  }

  private func unknown(_ name: String) -> Evaluation {
    let near = Spelling.nearest(to: name, in: names).map { "Did you mean :\($0)?" } ?? "Try :help."
    return .failed("There is no command “:\(name)”. \(near)")
  }

  private func help(_ evaluator: any Evaluator) -> String {
    let rows =
      [(":help", "this list"), ("?name", "what a name is and takes; ? alone lists what there is")]
      + commands.map { (":\($0.name)" + ($0.argument.isEmpty ? "" : " \($0.argument)"), $0.summary) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { $0 + String(repeating: " ", count: width - $0.count + 2) + $1 }.joined(separator: "\n")
  }
}

extension StringProtocol {
  /// Without the white space around it.
  var trimmed: String {
    var rest = self[...]
    rest = rest.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
