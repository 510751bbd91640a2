// What `spar.toml` says of models. Reading the file is left to `ConfigurationReader`, using it to `ModelRegistry`.

internal import SparCore

/// The models, roles and limits that a user has configured; empty without a file.
package struct ModelConfiguration: Sendable, Equatable {
  /// `[models.NAME]` by name.
  package var models: [String: ModelEntry] = [:]
  /// `[roles]`; `nil` where the file has no such table.
  package var roles: [Role: [String]]?
  package var limits = CallLimits()
  /// `voter`: who judges at the terminal.
  package var voter: String?

  package init() {}

  /// Requests that may be in flight at all endpoints together.
  var concurrency: Int { models.values.reduce(limits.concurrency) { $0 + ($1.concurrency ?? limits.concurrency) } }

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

/// `[limits]`: what holds for every endpoint that says nothing else.
package struct CallLimits: Sendable, Equatable {
  /// Requests in flight at one endpoint.
  package var concurrency = 64
  /// Requests and tokens that one endpoint is sent in a minute; `nil` for as many as it takes.
  package var requestsPerMinute: Int?
  package var tokensPerMinute: Int?
  /// Seconds until a connection stands.
  package var connectTimeout = 10.0
  /// Seconds until a reply is whole.
  package var timeout = 600.0
  /// Seconds without a byte once a reply has begun.
  package var idleTimeout = 60.0
  /// Tries of one call, the first included.
  package var attempts = 5
  /// Seconds between two looks at a batch.
  package var batchPoll = 30.0

  package init() {}
}
