// The agents and taxonomies of a project: found at once, read on first use.

package import SparCore
import Synchronization

/// The prompt files of a list of folders, and the agents that a script has added, which stand above the files.
///
/// Opening one lists file names only; a file is read, checked and compiled when it is first asked for, and kept.
/// A file that could not be loaded is tried again the next time. Safe to use from several threads.
package struct PromptLibrary: Sendable {
  private let index: PromptIndex
  private let loaded = Loaded()

  private final class Loaded: Sendable {
    let agents = Mutex<[String: Agent]>([:])
    let taxonomies = Mutex<[String: TaxonomyFile]>([:])
    /// Agents that a script has added, by stage and name.
    let added = Mutex<[String: [String: Agent]]>([:])
  }

  /// - Parameter folders: each with `<stage>/<agent>.md` and `taxonomy/<skill>.yaml`; earlier ones shadow later ones.
  /// - Throws: `prompt.unreadable` where a folder cannot be listed.
  package init(folders: [String]) throws(PromptError) {
    index = try PromptIndex(folders: folders)
  }

  /// The stages that have agents, sorted.
  package var stages: [String] {
    Set(index.agents.keys).union(loaded.added.withLock { Array($0.keys) }).sorted()
  }

  /// The names of a stage's agents, sorted; nothing is read.
  package func names(in stage: String) -> [String] {
    let files = index.agents[stage].map { Array($0.keys) } ?? []
    return Set(files).union(loaded.added.withLock { $0[stage].map { Array($0.keys) } ?? [] }).sorted()
  }

  /// The skills that have a taxonomy, sorted.
  package var skills: [String] { index.taxonomies.keys.sorted() }

  /// - Throws: `prompt.unknown`, or what is wrong with the file: `prompt.unreadable`, `prompt.malformed`,
  ///   `prompt.input_undeclared`.
  package func agent(_ stage: String, _ name: String) throws(PromptError) -> Agent {
    if let added = loaded.added.withLock({ $0[stage]?[name] }) { return added }
    let names = index.agents[stage] ?? [:]
    guard !names.isEmpty || stages.contains(stage) else {
      throw PromptError(
        .unknown, "There is no stage '\(stage)'.", hint: PromptError.suggestion(for: stage, in: stages))
    }
    guard let file = names[name] else {
      throw PromptError(
        .unknown, "There is no agent '\(name)' for \(stage).", hint: Self.hint(name, self.names(in: stage)))
    }
    if let agent = loaded.agents.withLock({ $0[file] }) { return agent }
    let agent = try Agent(stage: stage, name: name, file: file)
    loaded.agents.withLock { $0[file] = agent }
    return agent
  }

  /// Adds an agent whose file's text a script brings along; it shadows one of the same name from now on.
  ///
  /// - Throws: `prompt.malformed`, `prompt.input_undeclared`; the file is called `agents.add "name"`.
  package func add(stage: String, name: String, text: String) throws(PromptError) -> Agent {
    let file = "agents.add \"\(name)\""
    for word in [stage, name] where !word.isKebab || word == PromptIndex.taxonomyFolder {
      throw PromptError(
        .malformed, file: file, "cannot have '\(word)' for its stage or name.", hint: "Write it in-kebab-case.")
    }
    let source = try PromptSource(file: file, bytes: Array(text.utf8), kind: .malformed)
    let agent = try Agent(stage: stage, name: name, source)
    loaded.added.withLock { $0[stage, default: [:]][name] = agent }
    return agent
  }

  /// The agents of a stage by name; those whose files cannot be used are left out, and `check` says why.
  package func agents(in stage: String) -> [Agent] { names(in: stage).compactMap { try? agent(stage, $0) } }

  /// The agents of every stage.
  package var agents: [Agent] { stages.flatMap(agents(in:)) }

  /// The taxonomy of a skill as its file has it.
  /// - Throws: `prompt.unknown`, `prompt.unreadable`, `prompt.taxonomy_invalid`.
  package func taxonomy(skill: String) throws(PromptError) -> Taxonomy { try taxonomyFile(skill: skill).taxonomy }

  /// The taxonomy of a skill with what its file says of it.
  package func taxonomyFile(skill: String) throws(PromptError) -> TaxonomyFile {
    guard let file = index.taxonomies[skill] else {
      throw PromptError(.unknown, "There is no taxonomy for '\(skill)'.", hint: Self.hint(skill, skills))
    }
    if let taxonomy = loaded.taxonomies.withLock({ $0[file] }) { return taxonomy }
    let source = try PromptSource(file: file, kind: .taxonomyInvalid)
    let taxonomy = try TaxonomyFile(skill: skill, source, transformations: names(in: "transform"))
    loaded.taxonomies.withLock { $0[file] = taxonomy }
    return taxonomy
  }

  /// The nearest name, and all there are.
  private static func hint(_ word: String, _ names: [String]) -> String {
    let all = names.isEmpty ? "There are none." : "There are: \(names.joined(separator: ", "))."
    return Spelling.nearest(to: word, in: names).map { "Did you mean '\($0)'? \(all)" } ?? all
  }
}

extension PromptLibrary {
  /// Every file read, every sample rendered, every sample reply parsed: what is wrong, in the order of the files.
  package func check() -> [PromptProblem] {
    let agents = stages.flatMap { stage in names(in: stage).flatMap { problems(stage, $0) } }
    return agents + skills.flatMap(problems(skill:))
  }

  private func problems(_ stage: String, _ name: String) -> [PromptProblem] {
    do {
      return try agent(stage, name).check()
    } catch {
      return [PromptProblem(error, in: index.agents[stage]?[name] ?? name)]
    }
  }

  private func problems(skill: String) -> [PromptProblem] {
    do {
      return try taxonomyFile(skill: skill).check(in: self)
    } catch {
      return [PromptProblem(error, in: index.taxonomies[skill] ?? skill)]
    }
  }
}
