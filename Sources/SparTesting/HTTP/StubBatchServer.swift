// A server with OpenAI's Files and Batch APIs as they are published ("Batch API", "The batch object", "The request
// output object"): statuses over several looks, answers in another order than the requests, failures in a file of
// their own.

package import SparCore
internal import Synchronization

package final class StubBatchServer: Sendable {
  /// What becomes of one request.
  package enum Answer: Sendable {
    case reply(String)
    /// A response of that status.
    case response(Int, JSON)
    /// No response: `batch_expired` and its like.
    case error(String, String)
    /// Nothing in either file.
    case silence
  }

  /// What is wrong with the request of a line, for which the whole batch is refused.
  package typealias Fault = @Sendable (_ body: JSON) -> String?
  /// - Parameter batch: counts the batches from 0.
  package typealias Answering = @Sendable (_ body: JSON, _ batch: Int) -> Answer

  struct Line: Sendable {
    let id: String
    let body: JSON
  }

  struct Batch: Sendable {
    let file: String
    let lines: [Line]
    var status = 0
    var isCancelled = false
    var faults: [JSON] = []
  }

  struct State: Sendable {
    /// `nil` for one that is gone.
    var files: [[UInt8]?] = []
    var batches: [Batch] = []
    var isHeld = false
  }

  let state = Mutex(State())
  private let server: Mutex<StubServer?> = Mutex(nil)
  private let statuses: [String]
  private let fault: Fault
  private let refusing: @Sendable (StubRequest) -> StubReply?
  private let losing: @Sendable (StubRequest) -> StubReply?
  private let answering: Answering

  /// - Parameters:
  ///   - statuses: of every batch: the first when it is created, then one further with every look; the last stays.
  ///   - fault: by default nothing is.
  ///   - refusing: what is sent without doing anything, instead of the true answer; `nil` for that.
  ///   - losing: what is sent instead of the true answer once everything is done; `nil` for that.
  package init(
    statuses: [String] = ["validating", "in_progress", "finalizing", "completed"],
    fault: @escaping Fault = { _ in nil },
    refusing: @escaping @Sendable (StubRequest) -> StubReply? = { _ in nil },
    losing: @escaping @Sendable (StubRequest) -> StubReply? = { _ in nil }, _ answering: @escaping Answering
  ) throws {
    self.statuses = statuses
    self.fault = fault
    self.refusing = refusing
    self.losing = losing
    self.answering = answering
    let server = try StubServer { [unowned self] request in
      if let refusal = refusing(request) { return refusal }
      let answer = answer(request)
      return losing(request) ?? answer
    }
    self.server.withLock { $0 = server }
  }

  // MARK: What a test sees and does

  package var url: String { server.withLock { $0?.url ?? "" } }
  package var requests: [StubRequest] { server.withLock { $0?.requests ?? [] } }
  /// Waits until so many requests of any kind have arrived.
  package func arrived(_ count: Int) async { await server.withLock { $0 }?.arrived(count) }

  /// The bodies of each batch's requests, in the order of its lines.
  package var batches: [[JSON]] { state.withLock { $0.batches.map { $0.lines.map(\.body) } } }
  package var customIDs: [[String]] { state.withLock { $0.batches.map { $0.lines.map(\.id) } } }

  /// Keeps every batch at the status it has, until `goOn()`.
  package func hold() { state.withLock { $0.isHeld = true } }
  package func goOn() { state.withLock { $0.isHeld = false } }

  /// Forgets every batch, as a server does after a while.
  package func forgetBatches() { state.withLock { $0.batches = [] } }
  /// The same with what was uploaded.
  package func forgetFiles() { state.withLock { state in state.files = state.files.map { _ in nil } } }
  /// How many files were uploaded.
  package var uploads: Int { state.withLock { $0.files.count } }

  // MARK: Routes

  private func answer(_ request: StubRequest) -> StubReply {
    let address = request.path.split(separator: "?", maxSplits: 1).map(String.init)
    let path = (address.first ?? "").split(separator: "/").map(String.init)
    switch (request.method, path.count) {
    case ("POST", 2) where path == ["v1", "files"]: return upload(request)
    case ("GET", 4) where path[1] == "files" && path[3] == "content": return content(path[2])
    case ("POST", 2) where path == ["v1", "batches"]: return create(request)
    case ("GET", 2) where path == ["v1", "batches"]: return list(address.count > 1 ? address[1] : "")
    case ("GET", 3) where path[1] == "batches": return look(path[2])
    case ("POST", 4) where path[1] == "batches" && path[3] == "cancel": return cancel(path[2])
    default: return Self.refusal(404, "Unknown request URL: \(request.method) \(request.path).")
    }
  }

  private func upload(_ request: StubRequest) -> StubReply {
    guard let form = MultipartParts(request), let file = form["file"], let filename = file.filename else {
      return Self.refusal(400, "'file' is a required property")
    }
    guard let purpose = form["purpose"], purpose.bytes.elementsEqual("batch".utf8) else {
      return Self.refusal(400, "'purpose' is a required property")
    }
    let number = state.withLock { state in
      state.files.append(file.bytes)
      return state.files.count - 1
    }
    return Self.json([
      "id": .string("file-\(number)"), "object": "file", "bytes": .int(Int64(file.bytes.count)),
      "created_at": 1_711_471_533, "filename": .string(filename), "purpose": "batch", "status": "processed",
    ])
  }

  private func content(_ id: String) -> StubReply {
    let parts = id.split(separator: "-")
    guard parts.count == 2, let number = Int(parts[1]) else { return Self.refusal(404, "No such File object: \(id)") }
    let lines: [String]? = state.withLock { state in
      guard parts[0] != "file", state.batches.indices.contains(number) else { return nil }
      return output(of: number, state.batches[number], failures: parts[0] == "errors")
    }
    guard let lines else { return Self.refusal(404, "No such File object: \(id)") }
    return StubReply(
      headers: ["Content-Type": "application/octet-stream"], lines.map { $0 + "\n" }.joined())
  }

  private func create(_ request: StubRequest) -> StubReply {
    guard let body = try? JSON(parsing: request.body), body["endpoint"] == "/v1/chat/completions",
      body["completion_window"] == "24h", let file = body["input_file_id"]?.string
    else { return Self.refusal(400, "Invalid batch.") }
    return state.withLock { state in
      guard let number = Int(file.dropFirst(5)), state.files.indices.contains(number), let lines = state.files[number]
      else { return Self.refusal(400, "No such File object: \(file)") }
      state.batches.append(batch(file, lines))
      return Self.json(description(state.batches.count - 1, state.batches[state.batches.count - 1]))
    }
  }

  /// Two to a page, the newest first.
  private func list(_ query: String) -> StubReply {
    let after = query.split(separator: "&").first { $0.hasPrefix("after=") }.map { String($0.dropFirst(6)) }
    return state.withLock { state in
      let numbers = state.batches.indices.prefix(after.flatMap(Self.number) ?? .max).reversed()
      return Self.json([
        "object": "list", "data": .array(numbers.prefix(2).map { description($0, state.batches[$0]) }),
        "has_more": .bool(numbers.count > 2),
      ])
    }
  }

  private func look(_ id: String) -> StubReply {
    state.withLock { state in
      guard let number = Self.number(id), state.batches.indices.contains(number) else {
        return Self.refusal(404, "No batch found with id '\(id)'.")
      }
      if !state.isHeld, state.batches[number].status < statuses.count - 1 { state.batches[number].status += 1 }
      return Self.json(description(number, state.batches[number]))
    }
  }

  private func cancel(_ id: String) -> StubReply {
    state.withLock { state in
      guard let number = Self.number(id), state.batches.indices.contains(number) else {
        return Self.refusal(404, "No batch found with id '\(id)'.")
      }
      state.batches[number].isCancelled = true
      return Self.json(description(number, state.batches[number]))
    }
  }

  private static func number(_ id: String) -> Int? { id.hasPrefix("batch_") ? Int(id.dropFirst(6)) : nil }

  // MARK: A batch

  private func batch(_ file: String, _ bytes: [UInt8]) -> Batch {
    var lines: [Line] = []
    var faults: [JSON] = []
    var known: Set<String> = []
    for (index, text) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let json = (try? JSON(parsing: Array(text))) ?? .null
      let line = Line(id: json["custom_id"]?.string ?? "", body: json["body"] ?? .null)
      lines.append(line)
      let isSound = json["method"] == "POST" && json["url"] == "/v1/chat/completions" && known.insert(line.id).inserted
      let problem = isSound ? fault(line.body) : "The line is no request, or its custom_id is used twice."
      guard let problem else { continue }
      faults.append([
        "code": "invalid_request", "line": .int(Int64(index + 1)), "message": .string(problem), "param": .null,
      ])
    }
    return Batch(file: file, lines: lines, faults: faults)
  }

  private func status(_ batch: Batch) -> String {
    if batch.isCancelled { return "cancelled" }
    return batch.faults.isEmpty || batch.status == 0 ? statuses[batch.status] : "failed"
  }

  private func description(_ number: Int, _ batch: Batch) -> JSON {
    let status = status(batch)
    let hasFiles = ["completed", "expired", "cancelled"].contains(status)
    let (done, failed) = (
      output(of: number, batch, failures: false).count, output(of: number, batch, failures: true).count
    )
    let counts: JSON = [
      "total": .int(Int64(batch.lines.count)), "completed": .int(hasFiles ? Int64(done) : 0),
      "failed": .int(hasFiles ? Int64(failed) : 0),
    ]
    return [
      "id": .string("batch_\(number)"), "object": "batch", "endpoint": "/v1/chat/completions",
      "errors": status == "failed" ? ["object": "list", "data": .array(batch.faults)] : .null,
      "input_file_id": .string(batch.file), "completion_window": "24h", "status": .string(status),
      "output_file_id": hasFiles && done > 0 ? .string("output-\(number)") : .null,
      "error_file_id": hasFiles && failed > 0 ? .string("errors-\(number)") : .null,
      "created_at": 1_711_471_533, "request_counts": counts, "metadata": .null,
    ]
  }

  /// The lines of one of its two files, the last request first.
  private func output(of number: Int, _ batch: Batch, failures: Bool) -> [String] {
    batch.lines.enumerated().reversed().compactMap { index, line in
      let (response, error, isFailure) = Self.parts(of: answering(line.body, number), index)
      guard response != .null || error != .null, isFailure == failures else { return nil }
      return JSON.object(
        JSONObject([
          ("id", .string("batch_req_\(index)")), ("custom_id", .string(line.id)), ("response", response),
          ("error", error),
        ])
      ).text
    }
  }

  private static func parts(of answer: Answer, _ index: Int) -> (response: JSON, error: JSON, isFailure: Bool) {
    func response(_ status: Int, _ body: JSON) -> JSON {
      ["status_code": .int(Int64(status)), "request_id": .string("req_\(index)"), "body": body]
    }
    switch answer {
    case .reply(let text): return (response(200, chat(text)), .null, false)
    case .response(let status, let body): return (response(status, body), .null, status != 200)
    case .error(let code, let message): return (.null, ["code": .string(code), "message": .string(message)], true)
    case .silence: return (.null, .null, true)
    }
  }

  private static func chat(_ text: String) -> JSON {
    let message: JSON = ["role": "assistant", "content": .string(text)]
    return [
      "id": "chatcmpl-1", "object": "chat.completion",
      "choices": [["index": 0, "message": message, "finish_reason": "stop"]],
      "usage": ["prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10],
    ]
  }

  // MARK: Replies

  private static func json(_ body: JSON) -> StubReply {
    StubReply(headers: ["Content-Type": "application/json"], body.text)
  }

  private static func refusal(_ status: Int, _ message: String) -> StubReply {
    let body: JSON = ["error": ["message": .string(message), "type": "invalid_request_error", "code": .null]]
    return StubReply(status: status, headers: ["Content-Type": "application/json"], body.text)
  }
}
