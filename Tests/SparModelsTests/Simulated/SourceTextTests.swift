// How texts are cut into statements and what is found in them.

import Testing

@testable import SparModels

@Suite("Texts as the simulated models read them")
struct SourceTextTests {
  private func statements(_ text: String) -> [String] {
    let source = SourceText(text)
    return source.statements.map { source.text($0) }
  }

  @Test("sentences end at stops, not at abbreviations, numbers or line breaks")
  func sentences() {
    #expect(
      statements("Dr. A. Field paid 3.5 dollars. She left\nat once! Did anybody see her go?") == [
        "Dr. A. Field paid 3.5 dollars.", "She left at once!", "Did anybody see her go?",
      ])
  }

  @Test("bullets, numbers, times and speakers are no part of a statement")
  func marks() {
    #expect(
      statements(
        "# The big meeting\n[10:05] Ana: We begin right now. All are here.\n- one small thing\n2. two small things")
        == [
          "The big meeting", "We begin right now.", "All are here.", "one small thing", "two small things",
        ])
  }

  @Test("a speaker belongs to each sentence of the turn")
  func speakers() {
    let source = SourceText("Ana Reyes: It is late now. Let us go home.\n\nBen: I agree with that.")
    #expect(source.statements.map { $0.label.map { source.text($0) } } == ["Ana Reyes", "Ana Reyes", "Ben"])
  }

  @Test("Chinese, Hindi and Arabic sentences end at their own stops")
  func otherScripts() {
    #expect(statements("灯塔很高。它很老！谁建的？") == ["灯塔很高。", "它很老！", "谁建的？"])
    #expect(statements("यह घर बड़ा है। वह घर छोटा है।").count == 2)
    #expect(statements("أين هو البيت؟ هذا هو البيت الكبير.").count == 2)
  }

  @Test("code is told from prose and cut into lines without comment marks")
  func code() {
    let source = SourceText(Passages.code)
    #expect(source.isCode)
    #expect(!SourceText(Passages.lighthouse).isCode)
    #expect(source.text(source.statements[0]) == "Compute the mean of a list of numbers.")
    #expect(source.statements[0].isLeading && source.statements[1].isLeading && !source.statements[2].isLeading)
  }

  @Test("words match whatever their case and plural s")
  func words() {
    #expect(SourceWord.hash(of: "Keepers") == SourceWord.hash(of: "keeper"))
    #expect(SourceWord.hash(of: "glass") != SourceWord.hash(of: "glas"))
    #expect(SourceWord.hash(of: "МАЯК") == SourceWord.hash(of: "маяк"))
    #expect(SourceText("snake_case don't 1,250.5 a-b").words.count == 5)
  }

  @Test("topics are names or noun phrases of the statement")
  func topics() {
    let source = SourceText("In 1962 the last keeper, Tomas Hale, moved away. The oak barrels are kept in a cellar.")
    #expect(source.statements.map { source.topic(of: $0) } == ["Tomas Hale", "oak barrels"])
  }

  @Test("a fact is flipped by its number, a word for its opposite, or a negation")
  func flips() {
    #expect(FactFlip.altered("It was built in 1851.") == "It was built in 1151.")
    #expect(FactFlip.altered("They came before noon.") == "They came after noon.")
    #expect(FactFlip.altered("The tower is a museum.") == "The tower is not a museum.")
    #expect(FactFlip.altered("Nothing here.") == nil)
  }
}
