// The line editor: libedit on the terminal, with blocks of several lines. What text means (is it complete, how is it
// indented, what may follow) it asks its owner.

internal import CEditline
internal import CEditlineShim
internal import Glibc

/// Reads lines and blocks from the terminal with editing, history and completion.
///
/// It belongs to the thread that reads (the main thread); nothing of it may be called from another. While a line is
/// read, the terminal's signals are its own: Ctrl-C gives up the line, Ctrl-Z stops the process with the terminal
/// restored, a resize redraws. Between two reads the terminal is as it was found.
package final class LineEditor: LineReader {
  /// Whether a block may be read as it stands; otherwise Enter begins another line of it.
  package var isComplete: (_ block: String) -> Bool = { _ in true }
  /// What may stand at the cursor, which is an offset in UTF-8 bytes.
  package var complete: (_ text: String, _ cursor: Int) -> Completion = { _, cursor in
    Completion(replaceFrom: cursor, candidates: [])
  }
  /// How the lines around the cursor are indented, from the text before the cursor.
  package var indentation: (_ text: String) -> Indentation = { _ in Indentation(line: nil, next: 0) }

  /// Columns of leading space for the line that is left by Enter (`nil`: as it is) and for the one that begins.
  package struct Indentation: Sendable, Equatable {
    package var line: Int?
    package var next: Int

    package init(line: Int?, next: Int) {
      self.line = line
      self.next = next
    }
  }

  /// How far the read that is running has come.
  enum Progress { case editing, cancelling, cancelled }

  let handle: OpaquePointer
  private let history: OpaquePointer?
  var folds = Folds()
  var progress = Progress.editing
  /// Shown above the block before the next key is read; then the cursor goes back to where it was.
  var listing: (lines: [String], cursor: Int)?
  /// The prompt as libedit wants it, kept at one address while it is drawn.
  private(set) var promptText: UnsafeMutablePointer<wchar_t>
  private(set) var promptWidth = 0

  /// - Parameters:
  ///   - program: the name under which a line of ~/.editrc may be meant for this program alone.
  ///   - history: earlier inputs, oldest first.
  /// - Throws: `LineError.noTerminal` where the standard streams are no terminal that can be edited on.
  package init(program: String = "spar", history entries: [String] = []) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, let handle = spar_line_open(program) else {
      throw LineError.noTerminal
    }
    self.handle = handle
    history = spar_history_open(handle, 10_000)
    promptText = Self.wide("")
    spar_line_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    spar_line_set_prompt(handle) { LineEditor.of($0).promptText }
    spar_line_set_reader(handle) { LineEditor.of($0).nextCharacter(into: $1) }
    defineCommands()
    spar_line_set_keymap(handle, "emacs")
    bindKeys()
    // The user's ~/.editrc has the last word; the keys that blocks need are bound again where it chose another keymap.
    el_source(handle, nil)
    if String(cString: spar_line_keymap(handle)) != "emacs" { bindBlockKeys() }
    entries.forEach(addHistory)
  }

  deinit {
    el_end(handle)
    if let history { history_wend(history) }
    promptText.deallocate()
  }

  /// Blocks until a block was entered or given up.
  package func readLine(prompt: String) -> LineInput {
    setPrompt(prompt)
    progress = .editing
    listing = nil
    fflush(nil)
    spar_line_begin(handle)
    // libedit would do it only after the prompt is drawn, and the terminal would echo what is typed in between.
    spar_line_prepare_terminal(handle, true)
    send(Self.pasteOn)
    var count: Int32 = 0
    let read = el_wgets(handle, &count)
    spar_line_prepare_terminal(handle, false)
    send(Self.pasteOff)
    spar_line_end()
    guard let read, count > 0 else { return unread() }
    return .text(folds.expand(Self.text(UnsafeBufferPointer(start: read, count: Int(count)).dropLast())))
  }

  private func unread() -> LineInput {
    send(progress == .cancelled ? "^C\r\n" : "\r\n")
    return progress == .cancelled ? .interrupted : .endOfFile
  }

  package func addHistory(_ text: String) {
    guard let history, !text.isEmpty else { return }
    let entry = wide(fitting: text, as: "from history")
    spar_history_add(history, entry)
    entry.deallocate()
  }

  private func wide(fitting text: String, as what: String) -> UnsafeMutablePointer<wchar_t> {
    Self.wide(fits(text) ? text : folds.fold(text, as: what))
  }

  private func setPrompt(_ prompt: String) {
    let parts = PromptParts(prompt)
    promptText.deallocate()
    promptText = Self.wide(parts.marked)
    promptWidth = parts.width
  }

  static func of(_ handle: OpaquePointer) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(spar_line_owner(handle)!).takeUnretainedValue()
  }
}
