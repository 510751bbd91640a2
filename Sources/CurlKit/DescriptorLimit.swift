// Room for many connections: the soft limit of open descriptors is often 1,024.

internal import Glibc

enum DescriptorLimit {
  /// Raises the soft limit towards `wanted`, as far as the hard limit lets it; never lowers it.
  static func raise(to wanted: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let target = min(rlim_t(max(0, wanted)), limit.rlim_max)
    guard limit.rlim_cur < target else { return }
    limit.rlim_cur = target
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
