// The walls: which arguments make setpriv, bubblewrap and prlimit a sandbox.
//
// Root must be dropped before bubblewrap starts: it would stay mapped, hundreds of the machine's settings in /proc/sys
// could be written to, and no limit of processes would hold.

/// How one program is confined. Its descriptors are 0 to 2, then the status, the filter, and one for each file.
struct Confinement {
  let programs: SandboxPrograms
  let limits: SandboxLimits
  /// Names in /work, in the order of their descriptors.
  var files: [String] = []
  /// Folders below /usr that must not be seen.
  var hidden: [String] = []

  static let status = 3
  static let filter = 4
  static let firstFile = 5
  private static let nobody = "65534"

  func arguments(for command: [String]) -> [String] { drop + walls + limit + command }

  private var drop: [String] {
    guard let setpriv = programs.privileges else { return [] }
    return [
      setpriv, "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups", "--inh-caps=-all",
      "--bounding-set=-all", "--no-new-privs",
    ]
  }

  private var walls: [String] {
    [
      programs.bubblewrap, "--unshare-all", "--unshare-user", "--disable-userns", "--uid", Self.nobody, "--gid",
      Self.nobody,
    ]
      + ["--hostname", "sandbox", "--clearenv"] + variables + system + [
        "--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys",
      ]
      + devices + folders + ["--remount-ro", "/", "--cap-drop", "ALL", "--new-session", "--die-with-parent"]
      + ["--seccomp", "\(Self.filter)", "--json-status-fd", "\(Self.status)", "--"]
  }

  private var variables: [String] {
    [("PATH", "/usr/bin:/bin"), ("HOME", "/work"), ("TMPDIR", "/tmp"), ("LANG", "C.UTF-8"), ("TZ", "UTC")]
      .flatMap { ["--setenv", $0.0, $0.1] }
  }

  private var system: [String] {
    let links = ["bin", "sbin", "lib", "lib32", "lib64"].flatMap { ["--symlink", "usr/\($0)", "/\($0)"] }
    let masks = hidden.flatMap { ["--tmpfs", $0, "--remount-ro", $0] }
    return ["--ro-bind", "/usr", "/usr"] + masks + links
      + [
        "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind-try", "/etc/alternatives",
        "/etc/alternatives",
      ]
  }

  /// The device folder is a file system in memory without a limit: nothing may be written there but to devices.
  private var devices: [String] { ["--dev", "/dev"] + space("/dev/shm") + ["--remount-ro", "/dev"] }

  private var folders: [String] {
    let named = files.enumerated().flatMap { ["--file", "\(Self.firstFile + $0.offset)", "/work/\($0.element)"] }
    return space("/tmp") + space("/work") + named + ["--chdir", "/work"]
  }

  /// No file system of size 0 can be made: that would be one without a limit.
  private func space(_ folder: String) -> [String] { ["--size", "\(max(4096, limits.files))", "--tmpfs", folder] }

  private var limit: [String] {
    [
      programs.limits, "--cpu=\(Int(limits.seconds.rounded(.up)) + 1)", "--as=\(limits.memory)",
      "--fsize=\(limits.files)", "--nofile=256", "--nproc=\(limits.processes)", "--core=0", "--",
    ]
  }
}
