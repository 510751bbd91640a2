// The requests of OpenAI's Files and Batch APIs, one function each. When to send them is left to others.

internal import CurlKit
internal import LoopKit
internal import SparCore

@Host
struct BatchServer {
  let access: ServerAccess

  /// - Returns: the server's name for the file.
  func upload(_ file: [UInt8], for model: String) async throws(ModelError) -> String {
    let form = MultipartForm(
      fields: ["purpose": "batch"], field: "file",
      file: MultipartForm.File(name: "batch.jsonl", contentType: "application/jsonl", bytes: file))
    let answer = try await access.send(
      ServerRequest(
        method: .post, address: address("files"), contentType: form.contentType, body: form.body, isFile: true),
      for: model)
    guard let id = try answer.json()["id"]?.string, RemoteBatch.isName(id) else {
      throw answer.bad("a file without a name")
    }
    return id
  }

  /// Has a server begin with a file that it was sent.
  func create(from file: String, for model: String) async throws(ModelError) -> RemoteBatch {
    let body: JSON = [
      "input_file_id": .string(file), "endpoint": "/v1/chat/completions", "completion_window": "24h",
    ]
    return try batch(
      try await access.send(
        ServerRequest(method: .post, address: address("batches"), body: body.bytes), for: model))
  }

  /// The batch that a server has begun with a file, among the newest thousand of the account (OpenAI, "List batch":
  /// newest first).
  func batch(of file: String, for model: String) async throws(ModelError) -> RemoteBatch? {
    var query = "limit=100"
    for _ in 0..<10 {
      let answer = try await access.send(
        ServerRequest(method: .get, address: address("batches?\(query)")), for: model)
      let page = try answer.json()
      guard let batches = page["data"]?.array else { throw answer.bad("what is no list of batches") }
      if let found = batches.lazy.compactMap(RemoteBatch.init).first(where: { $0.inputFile == file }) { return found }
      guard page["has_more"] == true, let last = batches.last.flatMap(RemoteBatch.init) else { return nil }
      query = "limit=100&after=\(last.id)"
    }
    return nil
  }

  func state(of batch: String, for model: String) async throws(ModelError) -> RemoteBatch {
    try self.batch(
      try await access.send(ServerRequest(method: .get, address: address("batches/\(batch)")), for: model))
  }

  /// The lines of a file, one after the other while they come; all again where the first try breaks off.
  ///
  /// - Parameter take: is called from inside the transport.
  func lines(
    of file: String, for model: String, _ take: @escaping @Host (ArraySlice<UInt8>) -> Void
  ) async throws(ModelError) {
    let lines = LineFeed(take)
    let answer = try await access.send(
      ServerRequest(method: .get, address: address("files/\(file)/content"), isFile: true), for: model
    ) { lines.feed($0) }
    if !answer.response.isSuccess {
      throw answer.failure(answer.response.status, body: try? JSON(parsing: answer.response.body))
    }
    lines.end()
  }

  private func address(_ path: String) -> String { "\(access.url.description)/\(path)" }

  private func batch(_ answer: ServerAnswer) throws(ModelError) -> RemoteBatch {
    guard let batch = RemoteBatch(try answer.json()) else { throw answer.bad("what is no batch") }
    return batch
  }
}

/// Cuts pieces of a file into lines.
@Host
private final class LineFeed {
  private let take: @Host (ArraySlice<UInt8>) -> Void
  private var rest: [UInt8] = []

  init(_ take: @escaping @Host (ArraySlice<UInt8>) -> Void) { self.take = take }

  func feed(_ piece: [UInt8]) {
    var start = 0
    while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if rest.isEmpty {
        take(piece[start..<end])
      } else {
        rest += piece[start..<end]
        take(rest[...])
        rest = []
      }
      start = end + 1
    }
    rest += piece[start...]
  }

  func end() {
    if !rest.isEmpty { take(rest[...]) }
    rest = []
  }
}
