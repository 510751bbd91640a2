// A model at a scripted server.

import LoopKit
import SparModels
import SparTesting

/// - Parameter settings: further lines of its table in spar.toml.
@Host
func model(at server: StubServer, _ settings: String = "", clock: VirtualClock = VirtualClock()) throws -> Model {
  let text = "[models.m]\nmodel = \"qwen\"\nbase_url = \"\(server.url)\"\nkey_env = \"KEY\"\n\(settings)"
  return try ModelRegistry(
    configuration: ModelConfiguration(parsing: text), environment: ["KEY": "sk-very-secret"], clock: clock.clock
  ).model("m")
}

/// What a reader was told.
@Host
final class Told {
  private(set) var pieces: [ReplyPiece] = []

  nonisolated init() {}

  func tell(_ piece: ReplyPiece) { pieces.append(piece) }

  var text: String { pieces.reduce("") { if case .text(let piece) = $1 { $0 + piece } else { $0 } } }
  var reasoning: String { pieces.reduce("") { if case .reasoning(let piece) = $1 { $0 + piece } else { $0 } } }
}
