// Which files the library has: a listing of names, nothing read. Earlier folders shadow later ones.

import FoundationEssentials

/// The prompt and taxonomy files of a list of folders.
struct PromptIndex: Sendable {
  /// Stage, agent name, path.
  private(set) var agents: [String: [String: String]] = [:]
  /// Skill, path.
  private(set) var taxonomies: [String: String] = [:]

  static let taxonomyFolder = "taxonomy"

  init(folders: [String]) throws(PromptError) {
    for folder in folders { try add(folder) }
  }

  private mutating func add(_ folder: String) throws(PromptError) {
    for stage in try Self.entries(folder) where Self.isFolder("\(folder)/\(stage)") {
      for entry in try Self.entries("\(folder)/\(stage)") {
        let path = "\(folder)/\(stage)/\(entry)"
        if stage == Self.taxonomyFolder {
          if let skill = Self.name(entry, ".yaml") ?? Self.name(entry, ".yml") {
            taxonomies[skill] = taxonomies[skill] ?? path
          }
        } else if let name = Self.name(entry, ".md") {
          agents[stage, default: [:]][name] = agents[stage]?[name] ?? path
        }
      }
    }
  }

  private static func entries(_ folder: String) throws(PromptError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw PromptError(
        .unreadable, file: folder, "cannot be listed.", hint: "Is the folder there, and may you read it?")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func name(_ entry: String, _ suffix: String) -> String? {
    entry.hasSuffix(suffix) ? String(entry.dropLast(suffix.count)) : nil
  }
}
