// The C library's standard output, shared with Lua's io library so that both keep their order.

internal import CLoopShim

package enum OutputStream {
  package static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      spar_write_stdout(start, bytes.count)
    }
  }

  package static func flush() { spar_flush_stdout() }

  /// The `errno` of the first write that failed; `nil` as long as nothing was lost.
  package static var error: Int32? {
    let error = spar_output_error()
    return error == 0 ? nil : error
  }
}
