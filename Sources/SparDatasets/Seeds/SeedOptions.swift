// The settings of reading seeds.

package struct SeedOptions: Sendable, Equatable {
  /// The longest seed, in characters (Unicode scalars); a longer document becomes several seeds.
  package var size: Int
  /// How many characters a seed repeats of the one before, at most.
  package var overlap: Int
  /// The member of a JSONL row that holds the text; `nil` tries `text`, `content`, `body`.
  package var field: String?
  /// The largest file, in bytes after decompression (for JSONL the longest line); larger ones are skipped.
  package var largestFile: Int
  /// Files with these extensions are read by a script: in lower case, without the dot.
  package var scriptExtensions: Set<String> = []

  package init(size: Int = 4000, overlap: Int = 0, field: String? = nil, largestFile: Int = 64 << 20) {
    self.size = size
    self.overlap = overlap
    self.field = field
    self.largestFile = largestFile
  }

  func validate() throws(DatasetError) {
    guard size > 0 else { throw .badOption("size must be above 0, not \(size)") }
    guard overlap >= 0 else { throw .badOption("overlap must be 0 or more, not \(overlap)") }
    guard overlap < size else { throw .badOption("overlap (\(overlap)) must be below size (\(size))") }
    guard largestFile > 0 else { throw .badOption("the largest file must be above 0 bytes, not \(largestFile)") }
  }
}
