// Single keys from whoever sits at the terminal; a surface supplies them, and nobody does where there is no terminal.

package import LoopKit

@Host
package protocol Keyboard: AnyObject {
  /// Takes the terminal over: keys come one by one, and what is written goes to a screen of its own.
  ///
  /// - Throws: where standard input or standard output is no terminal.
  func begin() throws
  /// The next key: a character, or `up`, `down`, `pageup`, `pagedown`, `home`, `end`, `tab`, `enter`, `escape`; `nil`
  /// at the end of the input.
  ///
  /// - Throws: `CancellationError`, as soon as the task is cancelled.
  func next() async throws -> String?
  /// Gives the terminal back as it was; again, does nothing.
  func end()
  var size: (columns: Int, rows: Int) { get }
}
