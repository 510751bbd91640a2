// Which models a run hires for which role, over what is configured.

internal import LoopKit
package import SparModels

/// Models by role, as a script has set them; what it leaves open comes from the configuration.
package struct RoleAssignment: Sendable {
  package var names: [String: [String]] = [:]
  package init() {}
}

extension Engine {
  /// The name of the model for a role: the one given, or the one hired.
  package func model(for role: String, given: String? = nil) throws -> Model {
    if let given { return try models.model(given) }
    return try models.model(try names(for: role)[0])
  }

  /// The names of the models hired for a role, at least one.
  package func names(for role: String) throws -> [String] {
    if let names = roles.names[role], !names.isEmpty { return names }
    return try models.role(role)
  }
}
