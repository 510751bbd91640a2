// Fits that hold length and style constant, beside numpy's.

import Glibc
import SparStats
import Testing

@Suite("style control")
struct StyleControlTests {
  /// 240 battles of four models by a formula, which the reference numbers were computed from as well.
  private static let battles = (0..<240).map { i -> RatedBattle in
    let a = i % 4, b = (a + 1 + (i / 4) % 3) % 4
    let style = StyleDifference(length: Double((i * 7) % 11 - 5) / 10, bold: Double((i * 5) % 7 - 3) / 6)
    let score = Double(a - b) * 0.5 + 1.2 * style.length + 0.5 * style.bold
    let won = 1 / (1 + Glibc.exp(-score)) > Double((i * i * 3 + i * 17) % 101) / 101
    return RatedBattle("m\(a)", "m\(b)", outcome: i % 9 == 0 ? 0.5 : won ? 1 : 0, style: style)
  }

  @Test("strengths, coefficients and their sandwich errors agree with numpy")
  func reference() throws {
    let table = try BradleyTerry.fit(Self.battles, options: .init(controls: [.length, .bold]))
    let strengths = [-0.585_096_958, -0.410_110_635, 0.333_224_05, 0.661_983_543]
    let errors = [0.130_170_09, 0.136_576_349, 0.141_052_98, 0.148_787_217]
    for (index, (strength, error)) in zip(strengths, errors).enumerated() {
      let row = try #require(table["m\(index)"])
      #expect(abs(row.rating - 1000 - strength * BradleyTerry.eloPerTheta) < 1e-4)
      #expect(abs(try #require(row.upper) - row.rating - 1.959_964 * error * BradleyTerry.eloPerTheta) < 1e-3)
    }
    let expected = [(StyleControl.length, 0.540_135_783, 0.411_371_948), (.bold, -0.217_299_553, 0.405_595_816)]
    #expect(table.coefficients.map(\.control) == expected.map(\.0))
    for (found, (_, value, error)) in zip(table.coefficients, expected) {
      #expect(abs(found.value - value) < 1e-6)
      #expect(abs(try #require(found.lower) - value + 1.959_964 * error) < 1e-5)
      #expect(abs(found.points - value * BradleyTerry.eloPerTheta) < 1e-4)
    }
  }

  @Test("the order of the battles and of the two names changes no bit")
  func orderFree() throws {
    let options = BradleyTerry.Options(controls: [.length, .bold])
    let turned = Self.battles.reversed().map {
      RatedBattle($0.modelB, $0.modelA, outcome: 1 - $0.outcome, style: $0.style?.turned)
    }
    #expect(try BradleyTerry.fit(turned, options: options) == BradleyTerry.fit(Self.battles, options: options))
  }

  @Test("length that explains every win takes the lead away")
  func explained() throws {
    // Whoever writes more wins three times of four; m1 mostly writes more.
    func met(_ length: Double, _ wins: Int, _ losses: Int) -> [RatedBattle] {
      log(("m1", wins, losses, "m2")).map { battle in
        var battle = battle
        battle.style = StyleDifference(length: length)
        return battle
      }
    }
    let battles = met(0.5, 60, 20) + met(-0.5, 10, 30)
    #expect(try BradleyTerry.fit(battles).gap("m1", "m2") > 50)
    let table = try BradleyTerry.fit(battles, options: .init(controls: [.length]))
    #expect(abs(try table.gap("m1", "m2")) < 1e-3)
    // σ(β/2) = 3/4.
    #expect(abs(try #require(table.coefficients.first).value - 2 * Glibc.log(3.0)) < 1e-6)
  }

  @Test("battles without texts and controls without differences are left out and said")
  func leftOut() throws {
    let table = try BradleyTerry.fit(
      Self.battles + log(("m0", 1, 1, "m1")), options: .init(controls: [.length, .headers]))
    #expect(table.battles == 240)
    #expect(
      table.notes == [
        "2 battles without the texts of both responses were left out.",
        "No two responses differ in headers, so nothing is fitted for it.",
      ])
    #expect(throws: StatsError.badOption("control needs the texts of both responses, and no rated battle has them")) {
      try BradleyTerry.fit(log(("m0", 1, 1, "m1")), options: .init(controls: [.length]))
    }
  }
}
