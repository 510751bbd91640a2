// A program that turns bytes into others: bounded in its time and in what it may write.

internal import Glibc

struct Filter {
  let program: String
  let arguments: [String]
  let seconds: Int
  /// Bytes of output.
  let limit: Int

  enum Failure: Error, Equatable {
    case notFound
    case notStarted(String)
    case tooLong, tooMuch
    case exit(Int32)

    var sentence: String {
      switch self {
      case .notFound: "is not installed"
      case .notStarted(let reason): "does not start: \(reason)"
      case .tooLong: "takes too long"
      case .tooMuch: "writes too much"
      case .exit(let status): "cannot read it (status \(status))"
      }
    }
  }

  /// What the program writes when it reads `input`, which it may read as a file: forwards and backwards.
  func run(on input: [UInt8]) throws(Failure) -> [UInt8] {
    let source = Self.nameless()
    guard source >= 0 else { throw .notStarted(SystemError.text()) }
    defer { close(source) }
    guard Self.write(input, to: source) else { throw .notStarted(SystemError.text()) }
    // A pair of sockets and not a pipe: it is closed in other programs from its first moment on.
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else {
      throw .notStarted(SystemError.text())
    }
    defer { close(ends[0]) }
    let child: pid_t
    do {
      defer { close(ends[1]) }
      child = try spawn(source: source, sink: ends[1])
    }
    let output = collect(from: ends[0])
    // It leads a group of its own: what it started ends with it.
    if case .failure = output { kill(-child, SIGKILL) }
    let status = Self.wait(for: child)
    let bytes = try output.get()
    guard status == 0 else { throw .exit(status) }
    return bytes
  }

  /// A file that is gone with its descriptor; below 0 where there can be none.
  private static func nameless() -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/spar-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return file }
    unlink(path)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private func spawn(source: Int32, sink: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&actions, source, 0)
    posix_spawn_file_actions_adddup2(&actions, sink, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A group of its own: Ctrl-C at the terminal is for Spar, which ends what it started.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, program, &actions, &attributes, &words, environ)
    guard code == 0 else { throw code == ENOENT ? .notFound : .notStarted(SystemError.text(code)) }
    return child
  }

  private func collect(from pipe: Int32) -> Result<[UInt8], Failure> {
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while true {
      let left = clock.now.duration(to: end).components.seconds
      var watched = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard left >= 0, poll(&watched, 1, Int32(left * 1000 + 999)) != 0 else {
        return .failure(.tooLong)
      }
      let count = read(pipe, &block, block.count)
      if count == 0 { return .success(output) }
      if count < 0 {
        if errno == EINTR { continue } else { return .failure(.notStarted(SystemError.text())) }
      }
      output += block.prefix(count)
      if output.count > limit { return .failure(.tooMuch) }
    }
  }

  /// The exit status; 128 and the signal where one ended it.
  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno != EINTR { return false }
      written += max(0, count)
    }
    return lseek(file, 0, SEEK_SET) == 0
  }
}
