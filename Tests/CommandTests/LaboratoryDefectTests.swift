import Foundation
import TestSupport
import Testing

/// What other programs get wrong about plates.
struct LaboratoryDefectTests {
  let quick = ["--intervals", "wald"]

  /// growthcurver's own simulated plate, as rows of fields.
  private func growthcurverPlate() throws -> [[String]] {
    try Repository.rows("growth/growthcurver_growthdata_simulated.csv")
  }

  private func text(_ rows: [[String]]) -> String {
    rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  @Test("growthcurver: trimmed times with a blank column fail all 96 wells")
  func trimWithBlanks() throws {
    var rows = try growthcurverPlate()
    let blank = rows.indices.map { 0.05 + 0.001 * sin(Double($0)) }
    let kept = rows.enumerated().filter { $0.offset == 0 || Double($0.element[0]) ?? 99 <= 20 }
    // Subtracted and trimmed by hand.
    let expected = kept.map { index, row in
      index == 0
        ? row : [row[0]] + row.dropFirst().map { "\((Double($0) ?? .nan) - blank[index])" }
    }
    rows = rows.enumerated().map { $1 + [$0 == 0 ? "blank" : "\(blank[$0])"] }
    let corrected = try FitGrowthResult.run(
      ["-", "--blank", "blank", "--trim", ":20"] + quick, input: text(rows))
    let byHand = try FitGrowthResult.run(["-"] + quick, input: text(expected))
    #expect(corrected.fits.count == 96)
    for (a, b) in zip(corrected.fits, byHand.fits) {
      #expect(a.status == "converged")
      #expect(a.series == b.series)
      #expect(a.parameters.map(\.estimate) == b.parameters.map(\.estimate))
      #expect(a.statistics?.observations == kept.count - 1)
    }
  }

  @Test("growthcurver: one missing reading gives a well of zeros")
  func missingReading() throws {
    var rows = try growthcurverPlate()
    let whole = try FitGrowthResult.run(["-"] + quick, input: text(rows))
    rows[40][1] = "NA"
    rows[71][1] = ""
    let holed = try FitGrowthResult.run(["-"] + quick, input: text(rows))
    #expect(holed.fits[0].statistics?.missing == 2)
    #expect(holed.fits[0].status == "converged")
    #expect(holed.fits[0].verdicts == whole.fits[0].verdicts)
    for (a, b) in zip(holed.fits[0].parameters, whole.fits[0].parameters) {
      let (estimate, other) = (try #require(a.estimate), try #require(b.estimate))
      let error = try #require(b.standardError)
      #expect((estimate - other).magnitude < error)
      #expect(estimate != other)
    }
    for (a, b) in zip(holed.fits.dropFirst(), whole.fits.dropFirst()) {
      #expect(a.parameters.map(\.estimate) == b.parameters.map(\.estimate))
    }
    // Without the rows, as if the well had not been read then.
    rows.remove(at: 71)
    rows.remove(at: 40)
    let short = try FitGrowthResult.run(["-", "--size", "A1"] + quick, input: text(rows))
    #expect(
      short.fits[0].parameters.map(\.estimate) == holed.fits[0].parameters.map(\.estimate))
  }

  @Test("QurvE: times that differ between wells, and missing values, break tidy input")
  func differingTimes() throws {
    // Each well at times of its own, in one long table and alone.
    func times(_ well: Int) -> [Double] {
      (0..<(24 + well)).map { Double($0) * (0.8 + 0.1 * Double(well)) }
    }
    var rows = ["well,time,od"]
    for well in 0..<4 {
      for (index, time) in times(well).enumerated() {
        let size = index % 7 == well ? "NA" : "\(PlateText.size(time, well: well))"
        rows.append("W\(well),\(time),\(size)")
      }
    }
    let long = try FitGrowthResult.run(
      ["-", "--by", "well"] + quick, input: rows.joined(separator: "\n") + "\n")
    #expect(long.fits.count == 4)
    for well in 0..<4 {
      let own = rows.filter { $0.hasPrefix("W\(well),") }.map { $0.dropFirst(3) }
      let alone = try FitGrowthResult.run(
        ["-", "--origin", "0"] + quick, input: "time,od\n" + own.joined(separator: "\n") + "\n")
      #expect(long.fits[well].verdicts == ["ok"])
      #expect(long.fits[well].statistics?.missing == alone.fits[0].statistics?.missing)
      #expect(
        long.fits[well].parameters.map(\.estimate) == alone.fits[0].parameters.map(\.estimate))
    }

    // The same with a column of times beside each well.
    let header = (0..<4).flatMap { ["W\($0)_time", "W\($0)"] }.joined(separator: ",")
    let paired = (0..<27).map { index in
      (0..<4).flatMap { well -> [String] in
        guard index < times(well).count else { return ["", ""] }
        let time = times(well)[index]
        return ["\(time)", index % 7 == well ? "NA" : "\(PlateText.size(time, well: well))"]
      }.joined(separator: ",")
    }
    let wide = try FitGrowthResult.run(
      ["-"] + quick, input: header + "\n" + paired.joined(separator: "\n") + "\n")
    #expect(wide.fits.map(\.series) == ["W0", "W1", "W2", "W3"])
    for (a, b) in zip(wide.fits, long.fits) {
      #expect(a.parameters.map(\.estimate) == b.parameters.map(\.estimate))
    }
  }
}
