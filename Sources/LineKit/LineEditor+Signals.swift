// Reading one key, and the signals that may come instead of it.

internal import CEditline
internal import CEditlineShim
internal import Glibc

extension LineEditor {
  /// What libedit calls for each character, after it has drawn the screen.
  ///
  /// - Returns: 1 with a character, 0 at the end of input, −1 when the line was given up.
  func nextCharacter(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    showListing()
    while true {
      switch progress {
      case .cancelled:
        errno = EINTR
        return -1
      case .cancelling:
        character.pointee = wchar_t(bitPattern: PrivateKey.cancel.value)
        return 1
      case .editing:
        let signal = spar_line_wait(STDIN_FILENO)
        if signal == 0 { return spar_line_read_character(STDIN_FILENO, character) }
        act(on: signal)
      }
    }
  }

  private func act(on signal: Int32) {
    switch signal {
    case SIGINT: progress = .cancelling
    case SIGWINCH: redrawResized()
    case SIGCONT: resume()
    default: leave(for: signal)
    }
  }

  /// Terminals wrap the drawn rows anew when they change size, so the rows above the cursor are counted anew too.
  private func redrawResized() {
    let above = DisplayWidth.rowsBelow(buffer.beforeCursor, indent: promptWidth, columns: screen.columns)
    el_resize(handle)
    send("\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J")
    spar_line_refresh(handle)
  }

  /// Ctrl-Z, or the end of the process: the terminal is given back first.
  private func leave(for signal: Int32) {
    send(Self.pasteOff + "\r\n")
    spar_line_prepare_terminal(handle, false)
    spar_line_deliver(signal)
    resume()
  }

  private func resume() {
    // Off and on: libedit believes that raw mode is still on when someone else changed it.
    spar_line_prepare_terminal(handle, false)
    spar_line_prepare_terminal(handle, true)
    send(Self.pasteOn + "\r\u{1B}[J")
    spar_line_refresh(handle)
  }
}
