// The page in a browser: charts are drawn, filters work, hostile texts stay texts. Skipped where there is no Chromium
// (Debian's package `chromium`).

import Foundation
import SparCore
import Testing

@Suite(
  "The page of a report in Chromium", .serialized, .timeLimit(.minutes(3)),
  .enabled(if: Chromium.isThere, Chromium.missing))
struct ReportBrowserTests {
  private func project(text: String = "") async throws -> ProjectFolder {
    let folder = try await ReportProject.make(text: text)
    let run = try SparProcess.run("report", in: folder)
    #expect(run.code == 0, "\(run.errors)")
    return folder
  }

  private func count(_ part: String, in page: String) -> Int { page.components(separatedBy: part).count - 1 }

  @Test("judges and people: accuracy, independent votes, the jury beside its best member")
  func judges() async throws {
    let folder = try await ReportProject.make(votes: "ababa")
    #expect(try SparProcess.run("report", in: folder).code == 0)
    let page = try Chromium.document(of: folder, "report.html")
    #expect(page.contains("against the verdicts of human:ada"))
    #expect(page.contains("Together they are worth 1.0 independent votes"))
    #expect(page.contains("On 5 battles that all have judged, their majority is right in 80 %"))
  }

  @Test("charts are drawn and sections filled")
  func charts() async throws {
    let page = try Chromium.document(of: try await project(), "report.html")
    // Three models: an interval each, a line each with two points, and the pairs of the matrix.
    #expect(count("class=\"interval\"", in: page) == 3 && count("class=\"whisker\"", in: page) == 9)
    #expect(count("<section", in: page) == 10 && count("class=\"lines\"", in: page) == 1)
    #expect(page.contains("alpha against beta: 4 battles") && page.contains("class=\"number over\""))
    #expect(page.contains("10 rated battles of 12; not rated: 1 unreadable, 1 failed"))
    #expect(page.contains("Turned away: 2") && page.contains("x1 → x2") && page.contains("class=\"dumbbell up\""))
    #expect(page.contains("$0.0018 + ?"))
    #expect(page.contains("12 of 12 battles") && count("data-id=", in: page) == 12)
  }

  @Test(
    "filters in the address choose the battles",
    arguments: [
      ("model=alpha", 8), ("model=alpha&outcome=won", 3), ("model=alpha&outcome=lost", 2),
      ("model=alpha&opponent=beta", 4),
      ("outcome=flipped", 1), ("outcome=unrated", 2), ("outcome=tie", 3), ("category=tone", 6), ("iteration=2", 6),
      ("judge=judge-2", 12), ("q=earnest", 3), ("q=two+flaws", 3), ("q=no+such+words", 0),
    ])
  func filters(_ filter: String, _ expected: Int) async throws {
    let page = try Chromium.document(of: try await project(), "report.html#battles?\(filter)")
    #expect(page.contains(">\(expected) of 12 battles<") && count("data-id=", in: page) == expected)
  }

  /// Drives the page as a reader would; the policy, which would not let it, is taken out.
  private static let driver = """
    <script>
      const told = []
      function choose(form, name, value) {
        form.elements[name].value = value
        form.elements[name].dispatchEvent(new Event("input", { bubbles: true }))
        told.push(document.querySelector(".found").textContent + " at " + location.hash)
      }
      const form = document.querySelector(".filters")
      choose(form, "model", "alpha"); choose(form, "outcome", "lost"); choose(form, "model", ""); choose(form, "q", "flaws")
      const model = document.querySelector(".choice select")
      model.value = "gamma"
      model.dispatchEvent(new Event("change"))
      told.push(document.querySelector("#difficulty-shown td.number").textContent)
      document.body.replaceChildren(told.join("; "))
    </script>
    """

  @Test("choosing filters changes the list and the address; another model shows its own difficulty")
  func chosen() async throws {
    let folder = try await project()
    let page = try folder.text(of: "report.html").replacing(/<meta http-equiv[^>]*>/, with: "")
    try folder.write(page.replacing("</body>", with: Self.driver + "</body>"), to: "driven.html")
    let told = try Chromium.document(of: folder, "driven.html").replacing("&amp;", with: "&")
    #expect(
      told.contains("8 of 12 battles at #battles?model=alpha; 2 of 12 battles at #battles?model=alpha&outcome=lost"))
    // Without a model nobody in particular has lost.
    #expect(told.contains("12 of 12 battles at #battles; 3 of 12 battles at #battles?q=flaws"))
    // gamma met alpha and beta over i2 and i4 (tone): lost, tied, won; over flaws it tied once in three.
    #expect(told.contains("; 50 %"))
  }

  @Test("the battle looked for opens: responses, verdicts, lineage and what the edits changed")
  func opened() async throws {
    let page = try Chromium.document(
      of: try await project(), "report.html#battles?model=alpha&opponent=beta&category=flaw&iteration=2")
    #expect(page.contains("alpha answers.") && count("Says a.", in: page) == 4)
    #expect(page.contains("Ask for two flaws.") && page.contains("<ins>two "))
    #expect(page.contains("<del>Two</del><ins>Three</ins>"))
    #expect(page.contains("Where it comes from") && page.contains("Tides"))
  }

  @Test("hostile texts are shown as they are, and nothing in them is done")
  func hostile() async throws {
    let folder = try await project(text: ReportPageTests.hostile)
    let page = try Chromium.document(
      of: folder, "report.html#battles?model=alpha&opponent=beta&category=flaw&iteration=2")
    #expect(!page.contains("<img") && page.contains("&lt;img src=x onerror"))
    #expect(page.contains("<title>Spar report: spar.db</title>"))
  }

  @Test("an empty database makes a page that says why it is empty")
  func empty() async throws {
    let folder = try ReportProject.makeEmpty()
    #expect(try SparProcess.run("report", in: folder).code == 0)
    let page = try Chromium.document(of: folder, "report.html")
    #expect(count("<section", in: page) == 10 && count("class=\"absent\"", in: page) >= 10)
    #expect(page.contains("There are no rated battles") && page.contains("No model was called."))
  }
}
