// Showing a reply at the prompt while it comes: only one that the whole line waits for.

internal import LoopKit
internal import LuaKit
internal import SparEngine
internal import SparModels

extension ScriptHost {
  /// Shows the replies of `chat` and `respond` piecemeal from now on, as long as nothing else goes on beside them.
  func listen() {
    streamedText = nil
    engine.listener = { [weak self] stage in
      guard let self, stage == "chat" || stage == "respond", self.machine.taskCount == 1 else { return nil }
      self.streamedText = ""
      return { piece in self.show(piece) }
    }
  }

  private func show(_ piece: ReplyPiece) {
    switch piece {
    case .text(let text):
      streamedText? += text
      output.stream(text, false)
    case .reasoning(let text): output.stream(text, true)
    }
  }
}
