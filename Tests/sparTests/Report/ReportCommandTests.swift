// spar report: the numbers as recorded, and what it says where there is little or nothing.

import Foundation
import SparCore
import Testing

@Suite("spar report")
struct ReportCommandTests {
  /// The JSON with the moment it was made at left out.
  private func numbers(_ arguments: String..., in folder: ProjectFolder) throws -> JSON {
    let run = try SparProcess(["report", "--json"] + arguments, in: folder).wait()
    #expect(run.code == 0, "\(run.errors)")
    var json = try JSON(parsing: run.output)
    guard case .object(var members) = json, case .object(var heading)? = members["heading"] else { return json }
    heading["made_at"] = nil
    members["heading"] = .object(heading)
    json = .object(members)
    return json
  }

  @Test("the numbers of a project with known battles, as recorded")
  func golden() async throws {
    let folder = try await ReportProject.make()
    let golden = try String(contentsOfFile: "\(Checkout.path)/Tests/sparTests/Golden/report.json", encoding: .utf8)
    #expect(try numbers(in: folder).indentedText + "\n" == golden)
  }

  @Test("battles are counted by outcome, pair and category as they were put")
  func counted() async throws {
    let report = try numbers(in: try await ReportProject.make())
    let ratings = try #require(report["ratings"])
    #expect(ratings["battles"] == 12 && ratings["rated"] == 10 && ratings["flipped"] == 1)
    #expect(ratings["excluded"] == ["unparsed": 1, "error": 1])
    // Against beta: a, b, a, tie. Against gamma: tie (the flip), a, b. beta against gamma: a, tie, a.
    let pairs = try #require(report["matrix"]?["pairs"]?.array)
    let points = Dictionary(
      uniqueKeysWithValues: try pairs.map { pair in
        let models = try #require(report["matrix"]?["models"])
        let names = try ["row", "column"].map { try #require(models[pair[$0]?.int ?? 99]?.string) }
        let won = try #require(pair["points"]?.double), of = try #require(pair["weight"]?.double)
        return names[0] < names[1] ? (names.joined(separator: "–"), won) : ("\(names[1])–\(names[0])", of - won)
      })
    #expect(points == ["alpha–beta": 2.5, "alpha–gamma": 1.5, "beta–gamma": 2.5])
    let categories = try #require(report["categories"]?["list"]?.array)
    #expect(Set(categories.compactMap { $0["type"]?.string }) == ["flaw", "tone"])
    #expect(categories.map { $0["ratings"]?["battles"] } == [6, 6])
    #expect(report["iterations"]?["list"]?.array?.map { $0["ratings"]?["rated"]?.int } == [6, 4])
  }

  @Test("judges: what turned with the seats, what could not be read, how far they agree")
  func judges() async throws {
    let judges = try #require(try numbers(in: try await ReportProject.make())["judges"])
    let second = try #require(judges["list"]?[1])
    #expect(second["judge"] == "judge-2" && second["verdicts"] == 24)
    // Of twelve battles one verdict pair is unreadable and one failed.
    #expect(second["flip_rate"]?.double == 0.1 && second["null_rate"]?.double == 0.1667)
    // Ten battles both could rate: at odds over the flip and over one tie.
    #expect(judges["agreements"]?[0]?["battles"] == 10 && judges["agreements"]?[0]?["agreement"] == 0.8)
  }

  @Test("judges are held against the people who judged the same; people are no judges of the list")
  func gold() async throws {
    // The first five battles: judge-1 says a, a, a, b, a; judge-2 turns the second with the seats.
    let judges = try #require(try numbers(in: try await ReportProject.make(votes: "aaaba"))["judges"])
    #expect(judges["list"]?.array?.map { $0["judge"] } == ["judge-1", "judge-2"])
    #expect(judges["list"]?.array?.map { $0["gold"] } == [5, 5])
    #expect(judges["list"]?.array?.map { $0["accuracy"] } == [1.0, 0.8] && judges["list"]?[0]?["kappa"] == 1.0)
    #expect(judges["gold_judges"] == ["human:ada"])
    #expect(judges["jury"] == ["items": 5, "accuracy": 0.8, "best": "judge-1", "best_accuracy": 1.0])
  }

  @Test("an empty database: every section says why it is empty")
  func empty() throws {
    let report = try numbers(in: try ReportProject.makeEmpty())
    for name in [
      "ratings", "matrix", "categories", "iterations", "judges", "taxonomies", "difficulty", "funnel", "cost",
    ] {
      #expect(report[name]?["absent"]?["reason"]?.string?.isEmpty == false, "\(name)")
    }
  }

  @Test("one model alone has no rating, and the report says so")
  func oneModel() async throws {
    let report = try numbers(in: try await ReportProject.make(models: ["alpha"]))
    #expect(report["ratings"]?["absent"]?["reason"]?.string?.contains("no rated battles") == true)
    #expect(report["funnel"]?["stages"]?[4]?["count"] == 4)
  }

  @Test("two models of which one always wins: win rates in place of ratings")
  func undefeated() async throws {
    let folder = try await ReportProject.make(models: ["alpha", "beta"])
    let report = try numbers(in: folder)
    let flaw = try #require(report["categories"]?["list"]?.array?.first { $0["type"] == "flaw" })
    #expect(flaw["ratings"]?["absent"]?["reason"]?.string?.contains("no finite fit") == true)
    #expect(
      flaw["ratings"]?["models"]?[0]?["model"] == "alpha" && flaw["ratings"]?["models"]?[0]?["win_rate"]?.double == 1)
    #expect(flaw["ratings"]?["models"]?[0]?["rating"] == .null)
  }

  @Test("only a run's; a run that is not there, a model that fought no battle, a database that is not there")
  func refused() async throws {
    let folder = try await ReportProject.make()
    #expect(try numbers("run1", in: folder)["heading"]?["run"] == "run1")
    try SparProcess.run("report", "run2", in: folder).expect(1, "There is no run2", hint: "spar status")
    try SparProcess.run("report", "--target", "delta", in: folder).expect(
      1, "delta has fought no battle", hint: "alpha")
    #expect(try SparProcess.run("report", "p3", in: folder).code == 64)
    let none = try ProjectFolder()
    #expect(try SparProcess.run("report", in: none).code != 0 && !none.has("spar.db") && !none.has("report.html"))
  }

  @Test("the verb writes the same page, and returns the numbers where they are asked for")
  func verb() async throws {
    let folder = try await ReportProject.make()
    let code =
      "local r = report('out/page.html', {battles = 3, numbers = true}) print(r.shown, r.battles, r.numbers.ratings.rated)"
    let run = try SparProcess.run("-e", code, in: folder)
    #expect(run.output == "3\t12\t10\n", "\(run.errors)")
    #expect(try folder.text(of: "out/page.html").contains("\"shown\":3"))
  }
}
