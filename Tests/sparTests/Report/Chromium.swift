// A browser without a window, for looking at pages.

import Foundation
import Testing

enum Chromium {
  static let missing: Comment = "Chromium is not installed (Debian's package chromium)"

  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static var isThere: Bool { path != nil }

  /// What a page has become once its scripts have run, without the scripts and the data.
  ///
  /// - Parameter address: a file of the folder, with what may stand after a `#`.
  static func document(of folder: ProjectFolder, _ address: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    // Its own sandbox wants namespaces that a container seldom grants; the page is ours.
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--user-data-dir=\(folder.path)/browser", "--virtual-time-budget=10000", "--window-size=1280,2000", "--dump-dom",
      "file://\(folder.path)/\(address)",
    ]
    let name = "page-\(UUID().uuidString).html"
    try folder.write("", to: name)
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.path).appending(path: name))
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try folder.text(of: name).replacing(/<script[^>]*>.*?<\/script>/.dotMatchesNewlines(), with: "")
  }
}

enum Files {
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
  }
}
