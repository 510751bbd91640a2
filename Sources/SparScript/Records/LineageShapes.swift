// The tables of lineage: links between records, and the seeds at their end.

internal import LuaKit
internal import SparCore
internal import SparStore

extension LineageLink {
  static let shape = ValueShape<LineageLink>(
    "link", "One step of lineage: what a record is to another that was made from it.", hasKind: false,
    [
      .init("child", "string", "the id of the record that was made") { LuaValue($0.child) },
      .init("role", "string", "what the parent is to it: `instruction`, `response_a`") { .string($0.role) },
      .init("parent", "string", "the id of the record it was made from") { LuaValue($0.parent) },
    ])
}

/// A seed without its text, and who read it.
struct SeedSource: Sendable {
  let seed: Stored<Seed>
  /// The name of a script's reader, where one read it and is stored.
  let reader: String?

  init(_ seed: Stored<Seed>, in store: StoreReader) throws {
    self.seed = seed
    reader = try seed.reader.flatMap { hash in
      try store.definitions(kind: "reader").first { $0.definition.hash == hash }?.definition.name
    }
  }

  static let shape = ValueShape<SeedSource>(
    "seed_source", "Where a seed comes from.", hasKind: false,
    [
      .init("seed", "string", "the seed's id") { LuaValue($0.seed.id) },
      .init("type", "string", "`text`, `code` …") { .string($0.seed.type) },
      .init("language", "string?", "the programming language of code") { LuaValue($0.seed.language) },
      .init("title", "string?", "its title") { LuaValue($0.seed.title) },
      .init("origin", "string", "a path, `path:line`, or what a script called it") { .string($0.seed.origin) },
      .init("document", "string?", "a digest of the document's text") { LuaValue($0.seed.document?.description) },
      .init("start", "integer?", "the first of its bytes in the document's text, from 0") {
        $0.seed.start.map { LuaValue($0) } ?? .nil
      },
      .init("stop", "integer?", "the byte after its last") { $0.seed.end.map { LuaValue($0) } ?? .nil },
      .init("chunk", "integer", "which piece of its document it is, from 0") { LuaValue($0.seed.chunk) },
      .init("licence", "string?", "the licence that the document names") { LuaValue($0.seed.licence) },
      .init("reader", "string?", "the name of your own reader, where one read it") { LuaValue($0.reader) },
      .init("reader_hash", "string?", "the hash of that reader's definition") {
        LuaValue($0.seed.reader?.description)
      },
      .init("key", "string", "the digest by which the seed is known") { .string($0.seed.key.description) },
    ])
}
