// The one line that greets.

package enum Banner {
  /// - Parameter note: what the user should know of this session: `simulated models: no key set`.
  package static func text(version: String, note: String?) -> String {
    ["Spar \(version)", "? for help, Ctrl-D to leave", note].compactMap(\.self).joined(separator: " · ")
  }
}
