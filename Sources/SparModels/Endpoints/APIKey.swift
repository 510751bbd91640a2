// The secret of an endpoint, fetched when it is first needed. It never shows in a description.

internal import LoopKit

/// Where a key comes from, and the key once it is known.
@Host
final class APIKey: CustomStringConvertible {
  private enum State {
    case known(String?)
    case missing(source: String, reason: String?)
    case command(String)
    case fetching(Task<Result<String, KeyCommand.Failure>, Never>)
  }

  private var state: State

  /// - Parameter secret: the key itself; `nil` for an endpoint that asks for none.
  init(_ secret: String?) { state = .known(secret) }

  /// A key that is not there, which nobody minds until it is needed: a replayed tape sends nothing.
  ///
  /// - Parameter source: where it should be: a variable's name.
  init(missing source: String, reason: String? = nil) { state = .missing(source: source, reason: reason) }

  /// - Parameter command: what `sh -c` runs, once; the key is what it prints, without surrounding blanks.
  init(command: String) { state = .command(command) }

  nonisolated var description: String { "API key" }

  /// Whether it need not be fetched, and the key then.
  var known: String?? {
    guard case .known(let secret) = state else { return nil }
    return secret
  }

  /// - Parameter place: the endpoint and model that errors name.
  func secret(at place: ModelError.Place) async throws(ModelError) -> String? {
    switch state {
    case .known(let secret): return secret
    case .missing(let source, let reason): throw .missingKey(source, at: place, reason: reason)
    case .command(let command): state = .fetching(Task.detached { KeyCommand.run(command) })
    case .fetching: break
    }
    guard case .fetching(let task) = state else { return try await secret(at: place) }
    switch await task.value {
    case .success(let secret):
      state = .known(secret)
      return secret
    case .failure(let failure):
      throw .missingKey("key_command", at: place, reason: failure.reason)
    }
  }
}
