// Fits a battle log as scripts/bench-ratings writes it and prints what that took, as JSON. Reading the log does not count.

import Glibc
import SparStats

/// Lines of `model_a model_b outcome`, names without spaces.
func battles(in path: String) -> [RatedBattle] {
  guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
  defer { fclose(file) }
  var line: UnsafeMutablePointer<CChar>?
  var room = 0
  defer { free(line) }
  var battles: [RatedBattle] = []
  while getline(&line, &room, file) > 0, let text = line.map({ String(cString: $0) }) {
    let parts = text.split { $0 == " " || $0 == "\n" }
    guard parts.count == 3, let outcome = Double(parts[2]) else { fail("no battle: \(text)") }
    battles.append(RatedBattle(String(parts[0]), String(parts[1]), outcome: outcome))
  }
  return battles
}

func fail(_ message: String) -> Never {
  let line = Array("rating-bench: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

/// The median of several rounds, and what the last one gave.
func median<Value>(of rounds: Int, _ work: () throws -> Value) rethrows -> (seconds: Double, value: Value) {
  var seconds: [Double] = [], last: Value?
  for _ in 0..<rounds {
    let start = ContinuousClock.now
    last = try work()
    seconds.append((ContinuousClock.now - start) / .seconds(1))
  }
  guard let last else { fail("no rounds") }
  return (seconds.sorted()[rounds / 2], last)
}

func run() throws {
  guard CommandLine.arguments.count == 4, let rounds = Int(CommandLine.arguments[2]), rounds > 0,
    let resamples = Int(CommandLine.arguments[3])
  else { fail("usage: rating-bench LOG ROUNDS RESAMPLES") }
  let log = battles(in: CommandLine.arguments[1])
  let sandwich = try median(of: rounds) { try BradleyTerry.fit(log) }
  let plain = try median(of: rounds) { try BradleyTerry.fit(log, options: .init(interval: .none)) }
  let options = BradleyTerry.Options(interval: .bootstrap(rounds: resamples, seed: 1))
  let bootstrap = try median(of: 1) { try BradleyTerry.fit(log, options: options) }
  let ratings = sandwich.value.ratings.map { "\"\($0.model)\": \($0.rating)" }.joined(separator: ", ")
  print(
    """
    {"sandwich": \(sandwich.seconds), "fit": \(plain.seconds), "bootstrap": \(bootstrap.seconds), \
    "lost": \(bootstrap.value.resamples?.withoutFiniteFit ?? 0), "ratings": {\(ratings)}}
    """)
}

do { try run() } catch { fail("\(error)") }
