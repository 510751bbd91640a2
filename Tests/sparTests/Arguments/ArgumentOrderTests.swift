// Command lines as they are typed and as the parser gets them.

import Testing

@testable import spar

@Suite("The order of arguments")
struct ArgumentOrderTests {
  private func arranged(_ line: String) -> String {
    let words = line.split(separator: " ").map(String.init)
    return ArgumentOrder.arrange(words, commands: ["repl", "run", "plan", "check", "docs"]).joined(separator: " ")
  }

  @Test(
    "the host's options are found before and after the script's name; the rest stays the script's",
    arguments: [
      ("f.lua", "run f.lua"),
      ("--seed 3 f.lua --db x.db a b --quiet", "run --seed 3 --db x.db --quiet f.lua a b"),
      ("run f.lua -q --seeds s --seed=4", "run -q --seed=4 f.lua --seeds s"),
      ("-q run --no-color recipe --n 2", "run -q --no-color recipe --n 2"),
      ("--db run f.lua", "run --db run f.lua"),
      ("- a --memory 10", "run --memory 10 - a"), ("f.lua --budget 2 x", "run --budget 2 f.lua x"),
      ("plan f.lua a --db x.db --budget=calls=3", "plan --db x.db --budget=calls=3 f.lua a"),
    ])
  func host(typed: String, given: String) { #expect(arranged(typed) == given) }

  @Test(
    "a -- hands over what follows as it is",
    arguments: [
      ("f.lua a -- --quiet -- b", "run f.lua a --quiet -- b"), ("f.lua -q -- --db", "run -q f.lua --db"),
      ("-- f.lua --seed 1", "run f.lua --seed 1"), ("run -- f.lua -q", "run f.lua -q"),
    ])
  func protected(typed: String, given: String) { #expect(arranged(typed) == given) }

  @Test(
    "what begins no script is left as it is",
    arguments: [
      "", "--quiet", "--help", "-e 1+1", "--db x -e 1", "check --db x", "help run", "run --help", "run", "--x f",
    ])
  func commands(typed: String) { #expect(arranged(typed) == typed) }

  @Test(
    "an option without its value is left for the parser to complain of", arguments: ["f.lua a --db", "run f --seed"])
  func noValue(typed: String) { #expect(arranged(typed).hasSuffix(typed.split(separator: " ").last!)) }
}
