// The body of an embeddings request, byte for byte the same for the same texts.

internal import SparCore

enum EmbeddingWriter {
  static func body(_ texts: [String], dimensions: Int?, model: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(raw: #"{"model":"#)
    writer.write(model)
    writer.write(raw: #","input":["#)
    for (index, text) in texts.enumerated() {
      if index > 0 { writer.write(raw: ",") }
      writer.write(text)
    }
    writer.write(raw: #"],"encoding_format":"float""#)
    if let dimensions { writer.write(raw: #","dimensions":\#(dimensions)"#) }
    writer.write(raw: "}")
    return writer.bytes
  }
}
