// What the reference is divided into.

/// A chapter of the reference; in this order.
package enum Topic: String, Sendable, CaseIterable {
  case seeds, instructions, arena, curation, datasets, models, tools, money, lineage, lists, program

  package var title: String {
    switch self {
    case .seeds: "Seeds and passages"
    case .instructions: "Instructions"
    case .arena: "Responses, battles, ratings"
    case .curation: "Curation and test sets"
    case .datasets: "Datasets"
    case .models: "Models and roles"
    case .tools: "Tools for agents"
    case .money: "Money"
    case .lineage: "Lineage"
    case .lists: "Lists and tasks"
    case .program: "The program"
    }
  }
}
