// `POST …/embeddings`.

internal import LoopKit
internal import SparCore

extension OpenAIProvider: EmbeddingProvider {
  func embed(
    _ texts: [String], dimensions: Int?, model: String, in slot: Slot?
  ) async throws(ModelError) -> EmbeddingReply {
    let body = EmbeddingWriter.body(texts, dimensions: dimensions, model: model)
    let answer = try await access.post(body, to: access.url.embeddings, for: model, in: slot)
    return try EmbeddingReader(answer: answer, count: texts.count, dimensions: dimensions).embeddings()
  }
}
