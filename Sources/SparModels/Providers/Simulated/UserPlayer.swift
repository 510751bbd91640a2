// Plays a user: asks twice, then is satisfied.

internal import SparCore

enum UserPlayer {
  static func reply(to task: SimulatedTask) -> String {
    let turns = task.text("dialogue").ranges(of: "Assistant:").count
    guard turns < 3 else { return "DONE" }
    let material = SeedMaterial(task.text("goal"), limit: 8)
    return turns == 1 ? "And what about \(material.subject)?" : "What else should I know about \(material.subject)?"
  }
}
