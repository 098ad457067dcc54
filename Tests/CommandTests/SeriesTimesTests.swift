import Foundation
import TestSupport
import Testing

/// Which times a series has, and which of them are used.
struct SeriesTimesTests {
  let command = Command("fit-growth")
  let quick = ["--intervals", "wald"]

  private func rows(_ count: Int = 30, _ time: (Int) -> String) -> String {
    (0..<count).map { "\(time($0)),\(PlateText.size(Double($0) / 2, well: 1))\n" }.joined()
  }

  private func observations(_ text: String, _ arguments: [String]) throws -> Int? {
    try FitGrowthResult.run(["-"] + arguments + quick, input: text).fits[0].statistics?.observations
  }

  @Test(
    "--trim takes numbers, clock times and dates",
    arguments: [
      ("2:8", 13), ("2..8", 13), (":8", 17), ("8:", 14), ("2:00..8:00", 13), ("2:00:8:00", 13),
      ("2:00..", 26), ("..8:00", 17), ("2:00:00..8:00:00", 13), ("2..8:30", 14), (":8:00", 17),
    ])
  func trim(_ range: String, _ count: Int) throws {
    let clock = rows { "\($0 / 2):\($0 % 2 == 0 ? "00" : "30")" }
    #expect(try observations("t,y\n" + clock, ["--trim", range]) == count)
    let hours = rows { "\(Double($0) / 2)" }
    #expect(try observations("t,y\n" + hours, ["--trim", range, "--time-unit", "hours"]) == count)
  }

  @Test("Dates count from the first of the table, and may be written out")
  func trimDates() throws {
    let text = "day,y\n" + rows { "2020-01-\($0 < 9 ? "0" : "")\($0 + 1)" }
    #expect(try observations(text, ["--trim", "2020-01-05:2020-01-20"]) == 16)
    #expect(try observations(text, ["--trim", "2020-01-05..2020-01-20"]) == 16)
    #expect(try observations(text, ["--trim", "4:19"]) == 16)
  }

  @Test(
    "What is wrong with --trim",
    arguments: [
      ("0:30:50", 64, "--trim 0:30:50 may be read in several ways"), ("2:1", 64, "leaves no times"),
      ("a:b", 64, "--trim takes A:B"), ("5", 64, "--trim takes A:B"),
      ("2..1", 64, "leaves no times"),
      ("2:00..8:00", 64, "the unit of the times in \"t\" is not known; say it with --time-unit"),
      ("2020-01-01..2020-01-02", 64, "the times in \"t\" are no dates; give numbers"),
    ] as [(String, Int32, String)])
  func trimErrors(_ range: String, _ status: Int32, _ says: String) throws {
    let outcome = try command.run(
      ["-", "--trim", range], input: Data(("t,y\n" + rows { "\($0)" }).utf8))
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
  }

  /// Two wells whose times differ, with the names of their columns of times.
  private func paired(_ names: (String, String), unit: (Double) -> String = { "\($0)" }) -> String {
    "A1,\(names.0),A2,\(names.1)\n"
      + (0..<30).map { index in
        let (first, second) = (Double(index) / 2, Double(index) / 2 + 0.25)
        return
          "\(PlateText.size(first, well: 1)),\(unit(first)),\(PlateText.size(second, well: 2)),"
          + "\(unit(second))\n"
      }.joined()
  }

  @Test(
    "Columns of times beside columns of sizes",
    arguments: [
      (("A1_time", "A2_time"), []), (("time_A1", "time_A2"), []), (("A1 Time", "A2 Time"), []),
      (("A1.time", "A2.time"), []), (("A1_t", "A2_t"), ["--time-suffix", "_t"]),
    ] as [((String, String), [String])])
  func pairs(_ names: (String, String), _ arguments: [String]) throws {
    let text = paired(names)
    let outcome = try command.run(["-"] + arguments + quick, input: Data(text.utf8))
    #expect(
      outcome.errors.contains("2 series have their own times, such as \"A1\" in \"\(names.0)\""))
    let result = try FitGrowthResult.run(["-"] + arguments + quick, input: text)
    #expect(result.fits.map(\.series) == ["A1", "A2"])
    for (index, fit) in result.fits.enumerated() {
      let alone = try FitGrowthResult.run(
        ["-", "--time", index == 0 ? names.0 : names.1, "--size", "A\(index + 1)"] + quick,
        input: text)
      #expect(fit.parameters.map(\.estimate) == alone.fits[0].parameters.map(\.estimate))
    }
    // Each well is trimmed by its own times.
    let trimmed = try FitGrowthResult.run(["-", "--trim", "2:8"] + arguments + quick, input: text)
    #expect(trimmed.fits.map { $0.statistics?.observations } == [13, 12])
  }

  @Test("Clock times and dates of their own; dates count from the earliest of all")
  func pairedUnits() throws {
    let clock = try FitGrowthResult.run(
      ["-"] + quick,
      input: paired(("A1_time", "A2_time")) {
        let minutes = Int($0 * 60)
        return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
      })
    let plain = try FitGrowthResult.run(["-"] + quick, input: paired(("A1_time", "A2_time")))
    #expect(clock.time.unit == "hours")
    #expect(
      clock.fits.map { $0.parameters.map(\.estimate) }
        == plain.fits.map { $0.parameters.map(\.estimate) })
    let dates = try FitGrowthResult.run(
      ["-"] + quick,
      input: paired(("A2_time", "A1_time")) { time in
        // A1 has the times of A2 here, and A2 those of A1, which are earlier.
        let day = Int(time * 4)
        return "2020-\(day < 31 ? "01" : "02")-\((day % 31 + 1) < 10 ? "0" : "")\(day % 31 + 1)"
      })
    #expect(dates.time.unit == "days")
    #expect(dates.time.origin == "2020-01-01")
  }

  @Test("What is wrong with columns of times of their own")
  func pairErrors() throws {
    let text = paired(("A1_t", "A2_t"))
    let unknown = try command.run(["-", "--time-suffix", "_x"], input: Data(text.utf8))
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("no two columns are named X and X_x"))
    let half = paired(("A1_time", "other"))
    let outcome = try command.run(["-"], input: Data(half.utf8))
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("but there are no times for \"A2\"; name them with --time"))
    let both = "A1,A1_time,time_A1\n" + (0..<9).map { "\($0),\($0),\($0)\n" }.joined()
    let twice = try command.run(["-"], input: Data(both.utf8))
    #expect(twice.status == 65)
    #expect(twice.errors.contains("both seem to hold the times of \"A1\""))
    let mixed = "A1,A1_time,A2,A2_time\n" + (0..<9).map { "\($0),0:0\($0),\($0),\($0)\n" }.joined()
    let kinds = try command.run(["-"], input: Data(mixed.utf8))
    #expect(kinds.status == 65)
    #expect(kinds.errors.contains("write all times in the same way"))
  }

  @Test("Wells without times of their own have the common ones")
  func commonTimes() throws {
    let text =
      "time,A1,A1_time,A2\n"
      + (0..<30).map { index in
        let time = Double(index) / 2
        return "\(time),\(PlateText.size(time + 0.25, well: 1)),\(time + 0.25),"
          + "\(PlateText.size(time, well: 2))\n"
      }.joined()
    let result = try FitGrowthResult.run(["-"] + quick, input: text)
    #expect(result.fits.map(\.series) == ["A1", "A2"])
    #expect(result.fits.allSatisfy { $0.verdicts == ["ok"] })
    #expect(
      result.fits.allSatisfy { ((($0.parameter("x0")?.estimate) ?? 0) / 8 - 1).magnitude < 0.01 })
  }

  @Test(
    "Columns that would tell series apart are named",
    arguments: [
      ("orange", "--by Tree"), ("chickweight", "--by Chick"),
      ("bactgrowth", "--by strain,conc,replicate"),
      ("gause_1931_tribolium", "--by species,flour_grams"),
      ("dnase", "if a column tells replicates apart"),
    ])
  func suggestions(_ file: String, _ says: String) throws {
    let outcome = try command.run(["data/growth/\(file).csv", "--intervals", "none"])
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    let told = try command.run(["data/growth/orange.csv", "--by", "Tree", "--intervals", "none"])
    #expect(!told.errors.contains("times repeat"))
  }
}
