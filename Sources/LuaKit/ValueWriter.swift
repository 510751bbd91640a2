// Writes values into a buffer that the C side decodes once Swift's frames are gone.

internal import CLuaShim
internal import Glibc

/// Appends tagged values to a `spar_buffer`; memory that runs out ends the writing, and the C side reports it.
struct ValueWriter {
  let buffer: UnsafeMutablePointer<spar_buffer>
  /// The registry slot of a kind's metatable; 0 for none.
  let metatable: (String) -> Int32

  func write(_ value: LuaValue) {
    switch value {
    case .nil: tag(SPAR_NIL)
    case .bool(let value): tag(value ? SPAR_TRUE : SPAR_FALSE)
    case .integer(let value):
      tag(SPAR_INTEGER)
      raw(value)
    case .number(let value):
      tag(SPAR_NUMBER)
      raw(value)
    case .string(let value): write(value)
    case .bytes(let value): value.withUnsafeBytes { write(text: $0) }
    case .table(let table): write(table)
    case .reference(let reference):
      tag(SPAR_REFERENCE)
      raw(reference.slot)
    }
  }

  func write(_ table: LuaTable) {
    tag(SPAR_TABLE)
    raw(table.kind.map(metatable) ?? 0)
    raw(UInt32(table.items.count))
    raw(UInt32(table.fields.count))
    for item in table.items { write(item) }
    for field in table.fields {
      write(field.name)
      write(field.value)
    }
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { write(text: UnsafeRawBufferPointer($0)) }
  }

  private func write(text: UnsafeRawBufferPointer) {
    tag(SPAR_STRING)
    raw(UInt64(text.count))
    append(text)
  }

  private func tag(_ tag: spar_value_tag) { raw(UInt8(tag.rawValue)) }

  private func raw(_ value: some BitwiseCopyable) { withUnsafeBytes(of: value) { append($0) } }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, spar_buffer_reserve(buffer, bytes.count) else { return }
    memcpy(buffer.pointee.bytes! + buffer.pointee.count, source, bytes.count)
    buffer.pointee.count += bytes.count
  }
}

extension spar_buffer {
  /// The bytes as text, freeing them.
  mutating func takeText() -> String {
    defer { spar_buffer_free(&self) }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
