import Charts
import Foundation
import Testing

/// The numbers beside the axes, as they come out in the picture.
struct TickTests {
  /// The texts of a chart with nothing in it.
  private func texts(x: Axis) throws -> [String] {
    try SVGDocument(ChartRenderer().svg(Figure(Chart(x: x, y: Axis(ticks: []), layers: [])))).texts
  }

  @Test(
    "Numbers are round, and have the digits they need",
    arguments: [
      (0.0, 10.0, ["0", "2", "4", "6", "8", "10"]),
      (0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (-1, 1, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
      (1790, 1910, ["1800", "1820", "1840", "1860", "1880", "1900"]),
      (0, 4e7, ["0", "1×10⁷", "2×10⁷", "3×10⁷", "4×10⁷"]),
    ])
  func linear(_ low: Double, _ high: Double, _ expected: [String]) throws {
    #expect(try texts(x: Axis(range: low...high)) == expected)
  }

  @Test(
    "Powers of ten on a logarithmic axis",
    arguments: [
      (1.0, 1000.0, ["1", "10", "100", "1000"]),
      (1e-6, 1e6, ["10⁻⁶", "0.001", "1", "1000", "10⁶"]),
      (1, 20, ["1", "2", "5", "10", "20"]),
    ])
  func logarithmic(_ low: Double, _ high: Double, _ expected: [String]) throws {
    #expect(try texts(x: Axis(scale: .logarithmic, range: low...high)) == expected)
  }

  /// Seconds since 1970 as `date -u +%s -d …` gives them.
  @Test(
    "Dates stand at round dates",
    arguments: [
      (-5_680_281_600.0, -1_893_456_000.0, ["1800", "1820", "1840", "1860", "1880", "1900"]),
      (1_577_836_800, 1_609_459_200, ["2020-01", "2020-04", "2020-07", "2020-10", "2021-01"]),
      (1_582_934_400, 1_583_193_600, ["2020-02-29", "2020-03-01", "2020-03-02", "2020-03-03"]),
      (1_582_934_400, 1_582_956_000, ["02-29", "02:00", "04:00", "06:00"]),
    ])
  func dates(_ low: Double, _ high: Double, _ expected: [String]) throws {
    #expect(try texts(x: Axis(scale: .date, range: low...high)) == expected)
  }
}
