// Rules for verdicts that are in the store, where nobody says how to read them.

package import SparCore
package import SparStore

extension JuryRules {
  /// A judge's seat orders that contradict each other count as they did when it judged, unless `policy` says another.
  package static func stored(
    in reader: StoreReader, policy: InconsistencyPolicy? = nil, quorum: Double = 0.5, weights: [String: Double] = [:]
  ) throws -> JuryRules {
    var rules = JuryRules(policy: policy ?? .tie, quorum: quorum, weights: weights)
    guard policy == nil else { return rules }
    for stored in try reader.definitions(kind: "judge") {
      let word = try? JSON(parsing: Array(stored.definition.text.utf8))["policy"]?.string
      rules.definedPolicies[stored.definition.hash] = word.flatMap(InconsistencyPolicy.init(rawValue:))
    }
    return rules
  }
}
