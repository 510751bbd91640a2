// How far the reading of files has come.

/// Bytes as they lie on the disk, before decompression; one count for all files of a cursor.
final class ByteCount {
  var bytes = 0
}
