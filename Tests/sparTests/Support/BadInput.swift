// What every piece of bad input must come to: an exit code, one sentence with the place, a hint; never a crash.

import Testing

extension SparProcess.Outcome {
  /// Checks the code and the words; a traceback or a second error would be more than the one sentence.
  func expect(
    _ code: Int32, _ sentence: String, hint: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let lines = errors.split(separator: "\n")
    #expect(self.code == code, "\(errors)", sourceLocation: sourceLocation)
    #expect(lines.first?.hasPrefix("spar: ") == true, "\(errors)", sourceLocation: sourceLocation)
    #expect(lines.first?.contains(sentence) == true, "\(errors)", sourceLocation: sourceLocation)
    if let hint {
      #expect(lines.dropFirst().first?.contains(hint) == true, "\(errors)", sourceLocation: sourceLocation)
    }
    #expect(lines.count <= 2, "\(errors)", sourceLocation: sourceLocation)
  }
}
