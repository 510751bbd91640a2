// The response of an embeddings server, held against what was asked: a vector in the wrong place is worse than none.

internal import SparCore

struct EmbeddingReader {
  let answer: ServerAnswer
  /// How many texts were sent.
  let count: Int
  /// How long the vectors should be; `nil` where nobody said.
  let dimensions: Int?

  func embeddings() throws(ModelError) -> EmbeddingReply {
    let body = try answer.json()
    guard let data = body["data"]?.array ?? body.array else { throw bad("a reply without vectors") }
    guard data.count == count else { throw bad("\(data.count) vectors for \(count) texts") }
    return EmbeddingReply(vectors: try ordered(data), usage: answer.inputUsage(in: body))
  }

  // MARK: Order and length

  /// Servers may answer in any order and say by `index` which text a vector belongs to.
  private func ordered(_ data: [JSON]) throws(ModelError) -> [[Float]] {
    var vectors = [[Float]](repeating: [], count: count)
    for (position, entry) in data.enumerated() {
      let index = entry["index"]?.int ?? position
      guard vectors.indices.contains(index), vectors[index].isEmpty else {
        throw bad("a vector for text \(index), which there is not or which has one already")
      }
      vectors[index] = try vector(entry["embedding"])
    }
    try checkLengths(vectors)
    return vectors
  }

  private func checkLengths(_ vectors: [[Float]]) throws(ModelError) {
    let wanted = dimensions ?? vectors.first?.count ?? 0
    guard let other = vectors.first(where: { $0.count != wanted }) else { return }
    throw bad("a vector of \(other.count) numbers instead of \(wanted)")
  }

  // MARK: One vector

  private func vector(_ value: JSON?) throws(ModelError) -> [Float] {
    let vector = if let text = value?.string { try decoded(text) } else { try numbers(value) }
    guard !vector.isEmpty else { throw bad("a vector without numbers") }
    guard vector.allSatisfy(\.isFinite) else { throw bad("a vector with a number that is infinite or none") }
    return vector
  }

  private func numbers(_ value: JSON?) throws(ModelError) -> [Float] {
    guard let list = value?.array else { throw bad("an entry without a vector") }
    if list.first?.array != nil { return try onlyRow(list) }
    let numbers = list.compactMap { $0.double.map { Float($0) } }
    guard numbers.count == list.count else { throw bad("a vector that holds something else than numbers") }
    return numbers
  }

  /// llama.cpp without pooling sends a vector for each token. Which of them, or which mean, stands for the text depends
  /// on how the model was trained, and only the server knows.
  private func onlyRow(_ rows: [JSON]) throws(ModelError) -> [Float] {
    guard rows.count == 1 else {
      throw bad(
        "a vector for each of \(rows.count) tokens instead of one for the text",
        hint: "Start the server with pooling, as in llama-server --embedding --pooling mean.")
    }
    return try numbers(rows[0])
  }

  private func decoded(_ text: String) throws(ModelError) -> [Float] {
    guard let bytes = Base64.bytes(of: text), bytes.count % 4 == 0 else { throw bad("a vector in broken base64") }
    return bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 4).map { offset in
        Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
    }
  }

  private func bad(_ problem: String, hint: String = "Check that the model makes embeddings.") -> ModelError {
    answer.bad(problem, hint: hint)
  }
}
