// What `spar.toml` says of models. Reading the file is left to `ConfigurationReader`, using it to `ModelRegistry`.

package import SparCore

/// The models, roles and limits that a user has configured; empty without a file.
package struct ModelConfiguration: Sendable, Equatable {
  /// `[models.NAME]` by name.
  package var models: [String: ModelEntry] = [:]
  /// `[roles]`; `nil` where the file has no such table.
  package var roles: [Role: [String]]?
  package var limits = CallLimits()

  package init() {}

  /// - Parameter file: the file's name in errors.
  package init(parsing text: String, file: String = "spar.toml") throws(ModelError) {
    self = try ConfigurationReader(text: text, file: file).configuration()
  }

  /// Reads the file at `path`; `nil` where there is none.
  package static func load(_ path: String) throws(ModelError) -> ModelConfiguration? {
    guard let text = try ConfigurationFile.text(at: path) else { return nil }
    return try ModelConfiguration(parsing: text, file: path)
  }
}

/// What a model may be hired for.
package enum Role: String, Sendable, CaseIterable {
  case author, suggester, editor, target, judge
  /// The pool that battles; the target may be one of it.
  case contenders
}

/// What a model is reached through.
package enum ProviderKind: String, Sendable, CaseIterable {
  /// Any OpenAI-compatible endpoint.
  case openai
  /// The simulated pool.
  case sim
  /// Replies from a file or a function.
  case scripted
}

/// One `[models.NAME]` table.
package struct ModelEntry: Sendable, Equatable {
  package var provider: ProviderKind
  /// The model's name on the wire.
  package var model: String
  package var baseURL: BaseURL?
  /// The variable that holds the key.
  package var keyVariable: String?
  /// The program that prints the key.
  package var keyCommand: String?
  package var concurrency: Int?
  /// Seconds for a whole reply.
  package var timeout: Double?
  package var sampling = Sampling()
  package var price: Price?

  package init(provider: ProviderKind, model: String) {
    self.provider = provider
    self.model = model
  }
}

/// `[limits]`: what holds for every endpoint that says nothing else.
package struct CallLimits: Sendable, Equatable {
  /// Requests in flight at one endpoint.
  package var concurrency = 64
  /// Seconds until a connection stands.
  package var connectTimeout = 10.0
  /// Seconds until a reply is whole.
  package var timeout = 600.0
  /// Seconds without a byte once a reply has begun.
  package var idleTimeout = 60.0
  /// Tries of one call, the first included.
  package var attempts = 5

  package init() {}
}
