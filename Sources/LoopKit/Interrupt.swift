// Ctrl-C: the signal, and what it breaks.

internal import CLoopShim

/// SIGINT as the loop sees it.
///
/// While armed, an interrupt first runs the hook inside the signal handler on the loop's thread (LuaKit stops the
/// coroutine that is running there), then the loop's interrupt action (which cancels what waits).
package enum Interrupt {
  package static func installHandler() { spar_interrupt_install() }
  package static func arm() { spar_interrupt_arm(true) }
  package static func disarm() { spar_interrupt_arm(false) }
  /// As if the user had pressed Ctrl-C.
  package static func raise() { spar_interrupt_raise() }
  /// How many came since `arm()`.
  package static var count: Int { Int(spar_interrupt_count()) }
  /// - Parameter hook: must be async-signal-safe.
  package static func setHook(_ hook: (@convention(c) () -> Void)?) { spar_interrupt_set_hook(hook) }
}
