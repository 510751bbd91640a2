// Who is hired for what.

internal import LoopKit
internal import SparCore

extension ModelRegistry {
  /// The names of the models hired for a role, at least one.
  ///
  /// With no `[roles]` table they are the simulated pool's. With one, `suggester`, `editor` and `judge` fall back
  /// to the author and `contenders` to the target, so that nothing simulated slips in between real models.
  package func role(_ name: String) throws(ModelError) -> [String] {
    guard let role = Role(rawValue: name) else {
      let names = Role.allCases.map(\.rawValue)
      let guess = Spelling.nearest(to: name, in: names).map { "Did you mean \($0)? " } ?? ""
      throw ModelError(
        code: "model.role_unknown", message: "There is no role named \"\(name)\".",
        hint: guess + "Roles are " + names.joined(separator: ", ") + ".", exitCode: .configuration)
    }
    return try self.role(role)
  }

  package func role(_ role: Role) throws(ModelError) -> [String] {
    guard let roles = configuration.roles else { return role.simulated }
    if let names = roles[role] ?? role.fallback.flatMap({ roles[$0] }) { return names }
    throw ModelError(
      code: "model.role_unset", message: "No model is hired as \(role.rawValue).",
      hint: "Add \(role.rawValue) = \"NAME\" to [roles] in spar.toml, or name the model in the call.",
      exitCode: .configuration)
  }
}
