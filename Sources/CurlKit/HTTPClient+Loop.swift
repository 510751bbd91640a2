// libcurl's multi interface on the host loop: libcurl says which descriptors and which timer it wants, the loop
// tells it when they are ready. The cost is per active transfer, not per open one.

internal import CCurl
internal import CCurlShim
internal import LoopKit

extension HTTPClient {
  func callBack() {
    guard let multi else { return }
    spar_curl_multi_set_callbacks(multi, onSocket, onTimer, Unmanaged.passUnretained(self).toOpaque())
  }

  fileprivate func watch(_ descriptor: Int32, _ action: Int32) {
    // Most connections are wanted again at once, for the next request.
    guard let events = HostLoop.Events(curl: action) else { return HostLoop.shared.rest(descriptor) }
    HostLoop.shared.watch(descriptor, for: events) { [unowned self] events in
      act(on: descriptor, events.curl)
    }
  }

  /// Fires early rather than arming far ahead: a cancelled timer stays in the loop's heap until it is due, and
  /// most of libcurl's are limits of minutes that are never reached. libcurl then asks again for what is left.
  fileprivate func arm(milliseconds: Int) {
    guard milliseconds >= 0 else { return disarm() }
    let seconds = min(Double(milliseconds) / 1000, 1)
    let deadline = HostLoop.monotonic() + UInt64(seconds * 1e9)
    if timer != nil, timerDeadline <= deadline { return }
    disarm()
    timerDeadline = deadline
    timer = HostLoop.shared.after(seconds) { [weak self] in
      self?.timer = nil
      self?.act(on: CURL_SOCKET_TIMEOUT, 0)
    }
  }

  private func disarm() {
    if let timer { HostLoop.shared.cancel(timer) }
    timer = nil
  }

  private func act(on descriptor: Int32, _ events: Int32) {
    var running: Int32 = 0
    curl_multi_socket_action(multi, descriptor, events, &running)
    takeFinished()
  }
}

// MARK: From libcurl

private let onSocket: curl_socket_callback = { _, descriptor, action, context, _ in
  guard let context else { return 0 }
  let client = Unmanaged<HTTPClient>.fromOpaque(context).takeUnretainedValue()
  Host.assumeIsolated { client.watch(descriptor, action) }
  return 0
}

private let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
  guard let context else { return 0 }
  let client = Unmanaged<HTTPClient>.fromOpaque(context).takeUnretainedValue()
  Host.assumeIsolated { client.arm(milliseconds: milliseconds) }
  return 0
}

extension HostLoop.Events {
  /// What libcurl wants to wait for; `nil` where it wants nothing any more.
  fileprivate init?(curl action: Int32) {
    switch action {
    case CURL_POLL_IN: self = .read
    case CURL_POLL_OUT: self = .write
    case CURL_POLL_INOUT: self = [.read, .write]
    default: return nil
    }
  }

  /// What happened, in libcurl's terms.
  fileprivate var curl: Int32 {
    (contains(.read) ? CURL_CSELECT_IN : 0) | (contains(.write) ? CURL_CSELECT_OUT : 0)
      | (isDisjoint(with: .failure) ? 0 : CURL_CSELECT_ERR)
  }
}
