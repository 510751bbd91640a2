// How a contender opens an answer that reasons: with a because that fits what was asked.

enum ArgumentOpenings {
  static func opening(for instruction: QuotedText) -> String {
    byWord.first { instruction.contains($0.word) }?.opening
      ?? "This can be said because the passage gives grounds for it:"
  }

  /// Words of instructions, the more special first.
  private static let byWord: [(word: String, opening: String)] = [
    ("strengthen", "More findings of this kind would bear the claim out, because they point the same way:"),
    ("supports it", "It can be upheld because the passage says as much:"),
    ("weaken", "A finding to the contrary of this would shake the claim, because it rests on it:"),
    ("against the statement", "It can be attacked at this point, because everything else hangs on it:"),
    ("suppose", "These would have to change, because they hang on it:"),
    ("assum", "Something is taken for granted here, because this alone does not prove the claim:"),
    ("flaw", "The conclusion does not follow, because the passage says no more than this:"),
    ("principle", "The principle is to go by what can be shown, because that is how the passage proceeds:"),
    ("method", "It goes from single facts to the whole, because it sets them side by side:"),
    ("role", "It serves as a ground for the rest, because what follows leans on it:"),
    ("both can hold", "Both can hold, because they speak of different sides of the matter:"),
    ("differ", "They differ in how far this goes, because the passage leaves it open:"),
    ("same structure", "One could argue about bridges in the same way, because only the form counts:"),
    ("predict", "It will likely go on as it did, because the passage shows a pattern:"),
    ("fact or an opinion", "It is a fact, because it can be checked:"),
    ("conclusion", "This is what it comes to, because the facts of the passage lead there:"),
    ("why", "It is so because of what the passage tells beside it:"),
  ]
}
