// Times as they are written.

import SparCore
import Testing

@Suite("Timestamps")
struct TimestampTests {
  @Test(
    "a moment is written in ISO 8601, UTC, with milliseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_709_251_199_999, "2024-02-29T23:59:59.999Z"), (1_709_251_200_000, "2024-03-01T00:00:00.000Z"),
      (1_234_567_890_000, "2009-02-13T23:31:30.000Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
    ] as [(Int64, String)])
  func description(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test("later moments are greater, and so are their texts")
  func order() {
    let times = [0, 999, 1000, 951_782_400_000, 1_709_251_199_999].map(Timestamp.init(milliseconds:))
    #expect(times == times.shuffled().sorted())
    #expect(times.map(\.description) == times.map(\.description).sorted())
  }

  @Test("the system's clock says a time of this century")
  func system() {
    #expect(WallClock.system.now() > Timestamp(milliseconds: 1_700_000_000_000))
    #expect(WallClock.system.now().description.hasPrefix("20"))
  }
}
