// The page of a report as a file: what it may do, and that nothing a model wrote gets out of its place.

import Foundation
import SparCore
import Testing

@Suite("The page of a report")
struct ReportPageTests {
  static let hostile =
    #" </script><script>document.title="spoilt"</script><img src=x onerror="document.title='spoilt'"> <!-- ]]>"#

  private func page(_ folder: ProjectFolder) throws -> String {
    let run = try SparProcess.run("report", "-o", "report.html", in: folder)
    #expect(run.code == 0, "\(run.errors)")
    return try folder.text(of: "report.html")
  }

  @Test("it says how many battles it holds of how many")
  func told() async throws {
    let folder = try await ReportProject.make()
    let run = try SparProcess.run("report", "--battles", "5", in: folder)
    #expect(run.output.hasPrefix("report.html: 5 of 12 battles in full, "), "\(run.output)\(run.errors)")
    #expect(try folder.text(of: "report.html").contains("\"total\":12,\"shown\":5"))
  }

  @Test("texts of models stand in the data without a single <")
  func escaped() async throws {
    let page = try page(try await ReportProject.make(text: Self.hostile))
    let start = try #require(page.firstRange(of: "id=\"data\">")).upperBound
    let data = try #require(page[start...].firstRange(of: "</script>"))
    let json = page[start..<data.lowerBound]
    #expect(!json.contains("<") && json.contains("\\u003c/script>"))
    #expect(try JSON(parsing: String(json))["battles"]?["texts"]?["responses"]?["r8"] != nil)
    #expect(!page.contains("<img"))
  }

  @Test("its policy lets its own scripts and styles run and forbids the rest")
  func policy() async throws {
    let page = try page(try await ReportProject.make())
    let policy = try #require(page.split(separator: "\n").first { $0.contains("Content-Security-Policy") })
    #expect(policy.contains("default-src 'none'; script-src 'sha256-") && !policy.contains("unsafe"))
    #expect(policy.contains("base-uri 'none'") && policy.contains("form-action 'none'"))
    #expect(!page.contains("{{"))
  }

  @Test("its scripts never read text as HTML or as code, and it names no address but that of SVG")
  func files() throws {
    let folder = "\(Checkout.path)/stdlib-lua/spar/report"
    let names = try Files.names(in: folder)
    #expect(names.filter { $0.hasSuffix(".js") }.count >= 8)
    for name in names {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      for word in [
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser",
      ] {
        #expect(!text.contains(word), "\(name) has \(word)")
      }
      let bare = text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!bare.contains("http:") && !bare.contains("https:") && !bare.contains("url("), "\(name)")
    }
  }

  @Test("a file of the page that is not there is named")
  func missing() async throws {
    let folder = try await ReportProject.make()
    try folder.write("<p>{{script nothing.js}}</p>", to: "stdlib-lua/spar/report/page.html")
    try SparProcess.run("report", in: folder).expect(1, "stdlib-lua/spar/report/nothing.js is not found")
    #expect(!folder.has("report.html"))
  }
}
