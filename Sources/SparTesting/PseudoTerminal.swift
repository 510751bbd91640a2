// A program on a terminal of its own, driven by a test: keys in, screen out. Nothing waits a fixed time; every wait
// ends when the screen shows what is waited for, or fails at its deadline with the screen in the message.

internal import Glibc

/// A running program whose standard streams are a pseudo-terminal, and the screen it has drawn.
package final class PseudoTerminal {
  /// TIOCSPTLCK and TIOCGPTN, which are macros.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// What a wait came to when its deadline passed or the program ended.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package private(set) var screen: TerminalScreen
  /// Every byte that came, escape sequences included.
  package private(set) var received: [UInt8] = []
  /// The exit status as a shell gives it (128 + the signal's number when a signal ended it); `nil` while it runs.
  package private(set) var exitStatus: Int32?

  private let master: Int32
  private let process: pid_t
  private var ended = false

  /// Starts `program` as the leader of a session on the terminal.
  ///
  /// - Parameters:
  ///   - environment: all that the program gets; TERM is xterm unless it says otherwise.
  ///   - folder: where the program starts; the test's own folder when `nil`.
  package init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80,
    rows: Int = 24, folder: String? = nil
  ) throws {
    screen = TerminalScreen(columns: columns, rows: rows)
    // Not openpty: its descriptors would be inherited by whatever another test starts at the same moment.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var locked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      throw Self.failure("no pseudo-terminal")
    }
    Self.setSize(master, columns: columns, rows: rows)
    var environment = environment
    if environment["TERM"] == nil { environment["TERM"] = "xterm" }
    // posix_spawn cannot change folders everywhere; the shell can, and is replaced by the program.
    let change = folder.map { ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, $0] } ?? []
    process = try Self.spawn(change + [program] + arguments, environment, on: "/dev/pts/\(number)")
  }

  deinit {
    if exitStatus == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  // MARK: Driving

  /// Types `keys` as they are: `"\r"` is Enter, `"\u{3}"` Ctrl-C.
  package func type(_ keys: String) throws {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard written > 0 || errno == EINTR else { throw Self.failure("the program no longer reads") }
      rest = rest.dropFirst(max(0, written))
    }
  }

  /// Waits until the screen, or what has scrolled off it, contains `text`.
  package func wait(for text: String, seconds: Double = 10) throws {
    try wait("“\(text)”", seconds: seconds) { $0.text.contains(text) }
  }

  /// Waits until the screen satisfies `condition`.
  package func wait(
    _ what: String, seconds: Double = 10, until condition: (TerminalScreen) -> Bool
  ) throws {
    let deadline = Self.now() + seconds
    while !condition(screen) {
      guard try receive(before: deadline) else { throw Self.failure("\(what) did not appear on\n\(screen.text)") }
    }
  }

  /// Waits for the program's end and returns its exit status.
  @discardableResult
  package func waitForExit(seconds: Double = 10) throws -> Int32 {
    let deadline = Self.now() + seconds
    while try receive(before: deadline) {}
    guard ended else { throw Self.failure("the program did not end; its screen:\n\(screen.text)") }
    return reap()
  }

  package func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    Self.setSize(master, columns: columns, rows: rows)
  }

  package func send(signal: Int32) { kill(process, signal) }

  /// Whether the terminal is in the mode in which it hands over whole lines and echoes them.
  package var isCooked: Bool {
    var settings = termios()
    guard tcgetattr(master, &settings) == 0 else { return false }
    return settings.c_lflag & tcflag_t(ICANON) != 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  // MARK: Reading

  /// Feeds the screen with what comes; `false` at the deadline or the program's end.
  private func receive(before deadline: Double) throws -> Bool {
    guard !ended else { return false }
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let left = deadline - Self.now()
    guard left > 0, poll(&waiting, 1, Int32(left * 1000) + 1) != 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = read(master, &bytes, bytes.count)
    // Linux gives EIO once no process has the terminal open any more.
    ended = count <= 0 && errno != EINTR
    screen.feed(bytes.prefix(max(0, count)))
    received += bytes.prefix(max(0, count))
    return !ended
  }

  private func reap() -> Int32 {
    if let exitStatus { return exitStatus }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let signal = status & 0x7F
    let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    exitStatus = code
    return code
  }

  // MARK: Starting

  private static func spawn(
    _ command: [String], _ environment: [String: String], on terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    prepare(&attributes)
    // The first terminal that a session's leader opens becomes the one that sends it Ctrl-C.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables)
    guard status == 0 else { throw failure("\(command[0]) cannot be started: \(String(cString: strerror(status)))") }
    return process
  }

  /// A session of its own, with no signal blocked or ignored that the test process may have blocked or ignored.
  private static func prepare(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
  }

  private static func setSize(_ descriptor: Int32, columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  private static func failure(_ text: String) -> Failure { Failure(description: text) }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
