// Messages as JSON, the same bytes on the wire and in the store.

extension JSONWriter {
  /// `[{"role":"user","content":"…"}]`
  package mutating func write(_ messages: [ChatMessage]) {
    write(raw: "[")
    for (index, message) in messages.enumerated() {
      write(raw: index > 0 ? #",{"role":""# : #"{"role":""#)
      write(raw: message.role.rawValue)
      write(raw: #"","content":"#)
      write(message.content)
      write(raw: "}")
    }
    write(raw: "]")
  }
}
