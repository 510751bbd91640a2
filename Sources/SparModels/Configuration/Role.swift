// The roles that models are hired for, and who takes one when nobody is named for it.

/// What a model may be hired for.
package enum Role: String, Sendable, CaseIterable {
  case author, suggester, editor, target, judge
  /// The pool that battles; the target may be one of it.
  case contenders
  /// Turns texts into vectors.
  case embedder
}

extension Role {
  var fallback: Role? {
    switch self {
    case .suggester, .editor, .judge: .author
    case .contenders: .target
    case .author, .target, .embedder: nil
    }
  }

  var simulated: [String] {
    switch self {
    case .target: ["sim/apprentice"]
    case .contenders: ["sim/journeyman", "sim/master", "sim/novice"]
    case .author, .suggester, .editor, .judge, .embedder: ["sim/\(rawValue)"]
    }
  }
}
