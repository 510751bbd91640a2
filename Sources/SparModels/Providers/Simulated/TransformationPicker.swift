// Chooses a transformation for a seed: any of those on offer.

internal import SparCore

enum TransformationPicker {
  static func reply(to task: SimulatedTask) -> String {
    var random = task.draws.stream("pick")
    let names = task.list("choices").compactMap { $0["name"]?.string }
    let choice: JSON = ["transformation": .string(random.element(of: names) ?? "identity")]
    return choice.text
  }
}
