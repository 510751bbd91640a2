// The version that `--version` and the banner show.

enum Version {
  static let text = "0.1.0"
}
