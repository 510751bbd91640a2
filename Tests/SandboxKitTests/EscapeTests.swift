// Code that tries to get out of the sandbox, or to bring the machine down from inside.

import Foundation
import Glibc
import LoopKit
@testable import SandboxKit
import SparTesting
import Testing

@Suite("escapes", .sandboxed, .serialized, .timeLimit(.minutes(3)))
struct EscapeTests {
  /// Python that prints for each attempt of a list whether it failed.
  private func attempts(_ lines: [String], before: String = "") -> String {
    let tries = lines.map { "attempt(lambda: \($0))" }.joined(separator: "\n")
    return """
      import ctypes, os, socket, subprocess, sys
      def attempt(what):
          try:
              print("done", what())
          except Exception as error:
              print("failed")
      \(before)
      \(tries)
      """
  }

  private func expectFailures(_ lines: [String], before: String = "") async throws {
    let seen = try await Sandboxed.printed(attempts(lines, before: before))
    let outcomes = seen.split(separator: "\n").map(String.init)
    for (line, outcome) in zip(lines, outcomes) { #expect(outcome == "failed", "\(line)") }
    #expect(outcomes.count == lines.count)
  }

  @Test("there is no network: no connection, no name, no socket of the machine's own kind")
  func network() async throws {
    let server = try StubServer { _ in StubReply("secret") }
    let port = try #require(server.url.split(separator: ":").last.flatMap { Int($0.prefix { $0.isNumber }) })
    try await expectFailures([
      "socket.create_connection(('127.0.0.1', \(port)), 1)", "socket.create_connection(('1.1.1.1', 53), 1)",
      "socket.getaddrinfo('example.com', 80)", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
      "socket.socket(socket.AF_INET6)", "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
      "socket.socket(40, socket.SOCK_STREAM)", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    ])
  }

  @Test("nothing outside of the two folders can be written to")
  func writing() async throws {
    let places = [
      "/etc/x", "/usr/x", "/usr/bin/python3", "/x", "/dev/x", "/root/x", "/home/x", "/var/x", "/proc/sysrq-trigger",
      "/sys/x", "/proc/sys/kernel/hostname", "/proc/sys/kernel/core_pattern",
    ]
    try await expectFailures(
      places.map { "open('\($0)', 'w')" } + ["os.mkdir('/usr/local/x')", "os.remove('/usr/bin/cat')"])
  }

  @Test("no setting of the machine can be opened for writing")
  func settings() async throws {
    let seen = try await Sandboxed.printed(
      """
      import os
      open_ones = []
      for folder, _, names in os.walk('/proc/sys'):
          for name in names:
              try:
                  os.close(os.open(os.path.join(folder, name), os.O_WRONLY))
                  open_ones.append(name)
              except OSError:
                  pass
      print(open_ones)
      """)
    #expect(seen == "[]")
  }

  @Test("neither home folders nor the database nor passwords nor the machine's own /tmp can be read")
  func reading() async throws {
    let folder = try TemporaryFolder()
    let database = try folder.write("secret", to: "spar.db")
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
    try await expectFailures([
      "open('\(database)').read()", "os.listdir('\(folder.path)')", "os.listdir('\(home)')", "os.listdir('/root')",
      "os.listdir('/home')", "open('/etc/shadow').read()", "open('/etc/passwd').read()", "os.listdir('/etc/ssh')",
      "os.listdir('/var')", "os.listdir('/run')", "os.listdir('\(FileManager.default.currentDirectoryPath)')",
      "open('/proc/kcore', 'rb').read(1)", "open('/dev/mem', 'rb').read(1)", "os.listdir('/sys')",
    ])
  }

  @Test("folders below /usr can be hidden")
  @LoopKit.Host func hidden() async throws {
    let sandbox = Sandbox()
    sandbox.hidden = ["/usr/share/doc", "/usr/share/nothing-of-that-name"]
    let code = SandboxedCode(
      .python, "import os\nprint(os.listdir('/usr/share/doc'), len(os.listdir('/usr/share')) > 3)")
    let result = try await sandbox.run(code)
    #expect(String(decoding: result.output, as: UTF8.self) == "[] True\n")
  }

  @Test("no variable of ours gets in, be it by the environment or by /proc")
  func environment() async throws {
    setenv("SPAR_TEST_SECRET_KEY", "very-secret", 1)
    defer { unsetenv("SPAR_TEST_SECRET_KEY") }
    let seen = try await Sandboxed.printed(
      """
      import glob, os
      print(sorted(os.environ))
      for path in glob.glob('/proc/*/environ'):
          try:
              print('very-secret' in open(path).read())
          except OSError:
              print(False)
      """)
    let lines = seen.split(separator: "\n")
    #expect(lines.first == "['HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR', 'TZ']")
    #expect(Set(lines.dropFirst()) == ["False"])
  }

  @Test("no descriptor of ours gets in")
  func descriptors() async throws {
    let file = try #require(fopen("/etc/hostname", "r"))
    defer { fclose(file) }
    #expect(
      try await Sandboxed.printed("import os\nprint(sorted(map(int, os.listdir('/proc/self/fd')))[:4])")
        == "[0, 1, 2, 3]")
    let links = try await Sandboxed.printed(
      """
      import os
      for name in sorted(os.listdir('/proc/self/fd')):
          try:
              print(os.readlink('/proc/self/fd/' + name).split(':')[0])
          except OSError:
              pass
      """)
    #expect(links.split(separator: "\n") == ["/dev/null", "pipe", "pipe"])
  }

  @Test("a fork bomb meets its limit, and ends with the code")
  func forkBomb() async throws {
    var limits = SandboxLimits(seconds: 5)
    limits.processes = 20
    let seen = try await Sandboxed.printed(
      """
      import os, sys, time
      count = 0
      while True:
          try:
              if os.fork() == 0:
                  time.sleep(1000)
                  sys.exit()
              count += 1
          except OSError:
              break
          if count > 1000:
              break
      print(count)
      """, limits: limits)
    let count = try #require(Int(seen))
    #expect(count < 20)
    let bomb = try await Sandboxed.run(
      "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", limits: SandboxLimits(seconds: 1))
    #expect(bomb.end == .stopped(.time))
    #expect(try await Sandboxed.printed("print('alive')") == "alive")
  }

  @Test("endless output is cut and stopped, on either side")
  func endlessOutput() async throws {
    for stream in ["stdout", "stderr"] {
      let result = try await Sandboxed.run("import sys\nwhile True: sys.\(stream).write('x' * 4096)")
      #expect(result.end == .stopped(.output))
      #expect(result.isTruncated)
      #expect(max(result.output.count, result.errors.count) == 64 << 10)
      #expect(result.seconds < 5)
    }
  }

  @Test("output over the limit is cut, and the code comes to its end")
  func longOutput() async throws {
    let result = try await Sandboxed.run("print('x' * 100000)", limits: SandboxLimits(output: 10))
    #expect(result.end == .exit(0))
    #expect(result.text == "xxxxxxxxxx")
    #expect(result.isTruncated)
  }

  @Test("an endless loop and an endless sleep are stopped when their time is up")
  func endlessLoop() async throws {
    for source in [
      "while True: pass", "import time\ntime.sleep(1000)",
      "import signal, time\nsignal.pthread_sigmask(0, range(1, 64))\ntime.sleep(1000)",
    ] {
      let result = try await Sandboxed.run(source, limits: SandboxLimits(seconds: 0.5))
      #expect(result.end == .stopped(.time))
      #expect(result.seconds < 5)
    }
  }

  @Test("memory is limited for one process, and for all of them together")
  func memory() async throws {
    let one = try await Sandboxed.run("x = bytearray(2 << 30)", limits: SandboxLimits(memory: 256 << 20))
    #expect(one.end == .exit(1))
    #expect(one.errorText.contains("MemoryError"))
    let all = try await Sandboxed.run(
      """
      import os, time
      for _ in range(6):
          if os.fork() == 0:
              break
      x = bytearray(100 << 20)
      time.sleep(1000)
      """, limits: SandboxLimits(seconds: 20, memory: 256 << 20))
    #expect(all.end == .stopped(.memory))
  }

  @Test("a file cannot grow beyond its limit, and the folders cannot beyond theirs")
  func hugeFile() async throws {
    let limits = SandboxLimits(files: 1 << 20)
    let file = try await Sandboxed.run("f = open('big', 'wb')\nwhile True: f.write(b'x' * 65536)", limits: limits)
    #expect(file.end == .signal(SIGXFSZ) || file.end == .exit(1))
    for folder in ["/work", "/tmp", "/dev/shm"] {
      let many = try await Sandboxed.run(
        "for n in range(1000):\n    with open(f'\(folder)/{n}', 'wb') as f: f.write(b'x' * 65536)", limits: limits)
      #expect(many.end == .exit(1), "\(folder)")
      #expect(many.errorText.contains("No space left"), "\(folder)")
    }
  }

  @Test("nobody outside can be seen or killed")
  func processes() async throws {
    let seen = try await Sandboxed.printed(
      """
      import os, signal
      print(len([name for name in os.listdir('/proc') if name.isdigit()]) < 5)
      for pid in [\(getpid()), \(getppid())]:
          try:
              os.kill(pid, 0)
              print('there')
          except ProcessLookupError:
              print('nobody')
      """)
    #expect(seen == "True\nnobody\nnobody")
    for target in ["os.getppid()", "1", "-1"] {
      let result = try await Sandboxed.run("import os, signal\nos.kill(\(target), signal.SIGKILL)\nprint('still here')")
      #expect([.exit(0), .signal(9)].contains(result.end) || result.end == .exit(1))
    }
    #expect(kill(getpid(), 0) == 0)
  }

  @Test("no process is looked into, and no rarely used door of the kernel is open")
  func systemCalls() async throws {
    let refused = [
      "call(101, 0, 0, 0, 0)", "call(321, 0, 0, 0)", "call(298, 0, 0, 0, 0, 0)", "call(323, 0)", "call(250, 0)",
      "call(425, 1, 0)", "call(272, 0x10000000)", "call(165, 0, 0, 0, 0, 0)", "call(310, os.getpid(), 0, 0, 0, 0, 0)",
      "call(161, 0)", "call(308, 0, 0)",
    ]
    #if arch(x86_64)
      try await expectFailures(
        refused,
        before: """
          libc = ctypes.CDLL(None, use_errno=True)
          def call(number, *arguments):
              if libc.syscall(number, *arguments) < 0:
                  raise OSError(ctypes.get_errno())
          """)
    #endif
  }

  @Test("nobody becomes root: not by a program of root's, not by a namespace")
  func root() async throws {
    try await expectFailures(
      [
        "os.setuid(0)", "os.setgid(0)", "os.chroot('/tmp')", "subprocess.run(['unshare', '-U', 'true'], check=True)",
        "subprocess.run(['unshare', '-r', 'id'], check=True)",
        "subprocess.run(['mount', '-t', 'tmpfs', 'x', '/tmp'], check=True)",
        "subprocess.run(['su', '-c', 'id'], check=True, stdin=subprocess.DEVNULL)",
        "subprocess.run(['bwrap', '--ro-bind', '/', '/', 'true'], check=True)",
      ])
    #expect(
      try await Sandboxed.printed("import os\nprint(os.getresuid(), os.getresgid(), os.getgroups())")
        .hasPrefix("(65534, 65534, 65534) (65534, 65534, 65534)"))
  }

  @Test("what code leaves running ends with it")
  func daemon() async throws {
    let mark = "spar-daemon-\(getpid())"
    let result = try await Sandboxed.run(
      """
      import os, sys
      if os.fork() == 0:
          os.setsid()
          os.execv('/usr/bin/python3', ['\(mark)', '-c', 'import time; time.sleep(1000)'])
      print('gone')
      """)
    #expect(result.text == "gone\n")
    #expect(result.seconds < 5)
    let left = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      Int(name) != nil
        && ((try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8))?.contains(mark) ?? false)
    }
    #expect(left == [])
  }
}
