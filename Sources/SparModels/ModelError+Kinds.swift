// Every kind of ModelError: its code, its sentence, whether a second try can help, and the exit code it means.

internal import SparCore

extension ModelError {
  /// The model and the endpoint that an error names.
  package struct Place: Sendable, Equatable {
    /// The model's name as the user asked for it.
    package var model: String
    /// The endpoint's base URL, without credentials; `nil` for providers inside this process.
    package var endpoint: String?

    package init(model: String, endpoint: String? = nil) {
      self.model = model
      self.endpoint = endpoint
    }

    fileprivate var name: String { endpoint ?? "the provider" }
  }

  /// What a server said of a request that it did not fulfil.
  package struct Answer: Sendable, Equatable {
    package var status: Int
    package var requestID: String?
    /// The server's own words, or an excerpt of its body.
    package var text: String?
    /// Seconds from `Retry-After`.
    package var retryAfter: Double?

    package init(status: Int, requestID: String? = nil, text: String? = nil, retryAfter: Double? = nil) {
      self.status = status
      self.requestID = requestID
      self.text = text
      self.retryAfter = retryAfter
    }

    /// `with HTTP 500 (request req-1): the words`.
    fileprivate var words: String {
      let request = requestID.map { " (request \($0))" } ?? ""
      return "with HTTP \(status)\(request)" + (text.map { ": \($0)" } ?? ".")
    }
  }
}

// MARK: Before a request

extension ModelError {
  package static func unknownModel(_ name: String, nearest: String?) -> ModelError {
    let guess = nearest.map { "Did you mean \"\($0)\"? " } ?? ""
    return ModelError(
      code: "model.unknown", message: "There is no model named \"\(name)\".",
      hint: guess
        + "Models are named openai/MODEL, anthropic/MODEL, ollama/MODEL, sim/NAME, scripted/NAME or by a [models.NAME] "
        + "table of spar.toml.",
      exitCode: .configuration)
  }

  /// A model that was asked for what it does not do: vectors, scores.
  static func unsupported(_ name: String, _ what: String, hint: String) -> ModelError {
    ModelError(
      code: "model.unsupported", message: "The model \"\(name)\" \(what).", hint: hint, exitCode: .configuration)
  }

  /// - Parameter source: where the key was looked for: a variable's name, `key_command`.
  package static func missingKey(_ source: String, at place: Place, reason: String? = nil) -> ModelError {
    ModelError(
      code: "model.key_missing",
      message: "No API key for model \"\(place.model)\" at \(place.name): "
        + (reason ?? "\(source) is not set") + ".",
      endpoint: place.endpoint,
      hint: "Set \(source), or name another variable with key_env, or a program with key_command, in spar.toml.",
      exitCode: .configuration)
  }

  /// - Parameter place: file and line, as far as they are known: `spar.toml:12`.
  package static func configuration(_ problem: String, place: String, hint: String? = nil) -> ModelError {
    ModelError(code: "config.invalid", message: "\(place): \(problem)", hint: hint, exitCode: .configuration)
  }
}

// MARK: No answer

extension ModelError {
  static let unreachableCode = "model.unreachable"
  static let timeoutCode = "model.timeout"
  static let cancelledCode = "model.cancelled"

  /// The endpoint takes no connection: refused, no such host, TLS failure.
  ///
  /// - Parameter isRetryable: `false` where the reason will not go away: a certificate, a malformed address.
  package static func unreachable(at place: Place, reason: String, isRetryable: Bool = true) -> ModelError {
    ModelError(
      code: unreachableCode,
      message: "\(place.name), asked for model \"\(place.model)\", cannot be reached: \(reason).",
      endpoint: place.endpoint, hint: "Check that the server runs and that base_url is right.",
      isRetryable: isRetryable,
      exitCode: .unreachable)
  }

  /// The connection broke before the reply was whole.
  package static func connectionLost(at place: Place, reason: String) -> ModelError {
    ModelError(
      code: "model.connection_lost",
      message: "\(place.name) broke off its reply for model \"\(place.model)\": \(reason).",
      endpoint: place.endpoint, hint: "The server's log may say why.", isRetryable: true, exitCode: .unreachable)
  }

  /// The connection stood but the reply was not whole in time.
  package static func timeout(at place: Place, reason: String) -> ModelError {
    ModelError(
      code: timeoutCode, message: "\(place.name) gave no whole reply for model \"\(place.model)\" in time: \(reason).",
      endpoint: place.endpoint, hint: "Raise timeout in spar.toml if the server is only slow.", isRetryable: true,
      exitCode: .unreachable)
  }

  package static func cancelled(model: String) -> ModelError {
    ModelError(
      code: cancelledCode, message: "The call to model \"\(model)\" was cancelled.", exitCode: .interrupted)
  }
}

// MARK: An answer that is no reply

extension ModelError {
  package static func rateLimit(_ answer: Answer, at place: Place) -> ModelError {
    refusal(
      "model.rate_limit", answer, place,
      hint: "Wait, if others use the same key, or set requests_per_minute in spar.toml.", isRetryable: true)
  }

  package static func serverError(_ answer: Answer, at place: Place) -> ModelError {
    refusal("model.server_error", answer, place, hint: "The server's log may say more.", isRetryable: true)
  }

  package static func badRequest(_ answer: Answer, at place: Place) -> ModelError {
    refusal("model.bad_request", answer, place, hint: "Change the parameters or the prompt the server complains of.")
  }

  package static func unauthorized(_ answer: Answer, at place: Place) -> ModelError {
    refusal("model.unauthorized", answer, place, hint: "Check the API key and what it may use.", exitCode: .refused)
  }

  package static func quota(_ answer: Answer, at place: Place) -> ModelError {
    refusal("model.quota", answer, place, hint: "Check the plan and the billing of the account.", exitCode: .refused)
  }

  package static func notFound(_ answer: Answer, at place: Place) -> ModelError {
    refusal("model.not_found", answer, place, hint: "Check the model's name and base_url.", exitCode: .configuration)
  }

  package static func redirected(_ answer: Answer, at place: Place) -> ModelError {
    refusal(
      "model.redirected", answer, place, hint: "Set base_url to the address that the server redirects to.",
      exitCode: .configuration)
  }

  /// A success by its status whose body is no reply.
  package static func badReply(
    _ problem: String, excerpt: String?, requestID: String? = nil,
    hint: String = "Check that base_url is a server of the provider's kind.", at place: Place
  ) -> ModelError {
    let request = requestID.map { " (request \($0))" } ?? ""
    return ModelError(
      code: badReplyCode,
      message: "\(place.name), asked for model \"\(place.model)\"\(request), sent \(problem)"
        + (excerpt.map { ": \($0)" } ?? "."),
      endpoint: place.endpoint, hint: hint)
  }

  /// A scripted provider that has no reply for a request.
  package static func scriptedMiss(_ name: String, reason: String) -> ModelError {
    ModelError(
      code: "model.scripted_miss", message: "The scripted model \"\(name)\" has no reply: \(reason).",
      hint: "Add a row for this request to the script.")
  }

  private static func refusal(
    _ code: String, _ answer: Answer, _ place: Place, hint: String, isRetryable: Bool = false,
    exitCode: ExitCode = .scriptError
  ) -> ModelError {
    ModelError(
      code: code, message: "\(place.name) answered model \"\(place.model)\" \(answer.words)", endpoint: place.endpoint,
      hint: hint,
      isRetryable: isRetryable, exitCode: exitCode, retryAfter: answer.retryAfter,
      isRejection: isRetryable && overloadStatuses.contains(answer.status))
  }

  /// Too many requests, service unavailable, and "overloaded" as Anthropic and others say it.
  private static let overloadStatuses: Set<Int> = [429, 503, 529]
}
