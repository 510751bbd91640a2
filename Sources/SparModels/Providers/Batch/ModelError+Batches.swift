// What can become of a request in a batch, besides what can become of any.

internal import SparCore

extension ModelError {
  static let batchMissingCode = "model.batch_missing"
  static let notFoundCode = "model.not_found"
  static let badRequestCode = "model.bad_request"
  static let badReplyCode = "model.bad_reply"

  /// The server has ended a batch and says nothing of a request, or did not come to it.
  static func batchMissing(_ batch: RemoteBatch, at place: Place, reason: String? = nil) -> ModelError {
    ModelError(
      code: batchMissingCode,
      message:
        "The batch \(batch.id) at \(place.endpoint ?? "the endpoint") is \(batch.status.rawValue) without a reply "
        + "to a request to model \"\(place.model)\"" + (reason.map { ": \($0)" } ?? "."),
      endpoint: place.endpoint, hint: "Run it again: what is missing goes into a new batch.", isRetryable: true)
  }

  /// The server refused the whole batch.
  static func batchFailed(_ batch: RemoteBatch, at place: Place, secret: String?) -> ModelError {
    let faults = batch.faults.prefix(3).map { fault in
      (fault.line.map { "line \($0): " } ?? "") + Excerpt.of(fault.message, without: secret)
    }
    let more = batch.faults.count > 3 ? "; and \(batch.faults.count - 3) more" : ""
    return ModelError(
      code: "model.batch_failed",
      message: "\(place.endpoint ?? "The endpoint") refused the batch \(batch.id) for model \"\(place.model)\": "
        + (faults.isEmpty ? "it gives no reason." : faults.joined(separator: "; ") + more),
      endpoint: place.endpoint, hint: "Mend what the server complains of and run it again.")
  }

  /// One line of a batch that the server refused because of it.
  static func batchLine(_ fault: RemoteBatch.Fault, _ batch: RemoteBatch, at place: Place, secret: String?)
    -> ModelError
  {
    ModelError(
      code: badRequestCode,
      message: "\(place.endpoint ?? "The endpoint") refused a request to model \"\(place.model)\" in the batch "
        + "\(batch.id): " + Excerpt.of(fault.message, without: secret),
      endpoint: place.endpoint, hint: "Change the parameters or the prompt the server complains of.")
  }

  /// What keeps batches over a restart has failed.
  static func batchLedger(_ error: any Error, model: String) -> ModelError {
    guard let error = error as? any SparError else {
      return ModelError(
        code: "store.failed", message: "The batch for model \"\(model)\" could not be noted: \(error).")
    }
    return ModelError(code: error.code, message: error.message, hint: error.hint, exitCode: error.exitCode)
  }
}
