import Foundation
import TestSupport
import Testing

/// Blanks, backgrounds and detection limits on the command line.
struct BlankCommandTests {
  let command = Command("fit-growth")
  let quick = ["--intervals", "wald"]

  /// Twelve blanked wells would be alike; three say everything. The last two columns are blanks.
  private func plate(blanks: [[Double]], wells: Int = 3) -> String {
    let names = (1...wells).map { "A\($0)" } + blanks.indices.map { "H\($0 + 1)" }
    return PlateText.wide(names, times: (0..<20).map { String($0) }) { row, well in
      well < wells
        ? "\(PlateText.size(Double(row), well: well) + 0.09)" : "\(blanks[well - wells][row])"
    }
  }

  /// The same wells with something subtracted by hand.
  private func expected(wells: Int = 3, _ blank: (_ row: Int) -> Double) throws -> FitGrowthResult {
    let input = PlateText.wide((1...wells).map { "A\($0)" }, times: (0..<20).map { String($0) }) {
      "\(PlateText.size(Double($0), well: $1) + 0.09 - blank($0))"
    }
    return try FitGrowthResult.run(["-"] + quick, input: input)
  }

  private func sameParameters(_ first: FitGrowthResult, _ second: FitGrowthResult) -> Bool {
    first.fits.map(\.series) == second.fits.map(\.series)
      && first.fits.map { $0.parameters.map(\.estimate) }
        == second.fits.map { $0.parameters.map(\.estimate) }
  }

  private let first = (0..<20).map { 0.09 + 0.001 * cos(Double($0)) }
  private let second = (0..<20).map { 0.10 + 0.0005 * Double($0) }

  @Test(
    "Blanks are named by columns, wells and ranges",
    arguments: ["H1,H2", "H1:H2", "H1-H2", "h01,H02", "G1:H12"])
  func names(_ blank: String) throws {
    let input = plate(blanks: [first, second])
    let result = try FitGrowthResult.run(["-", "--blank", blank] + quick, input: input)
    let other = try expected { (first[$0] + second[$0]) / 2 }
    #expect(sameParameters(result, other))
    let errors = try command.run(["-", "--blank", blank] + quick, input: Data(input.utf8)).errors
    #expect(errors.contains("blanks: H1, H2; their mean at each time is subtracted"))
    // The means of the wells differ by d, so their mean has the standard error d/2.
    let means = [first, second].map { $0.reduce(0, +) / 20 }
    for fit in result.fits {
      let error = try #require(fit.statistics).offsetStandardError
      #expect((error / ((means[1] - means[0]) / 2) - 1).magnitude < 1e-12)
    }
  }

  @Test("--blank-mode mean subtracts one mean over all times")
  func mean() throws {
    let result = try FitGrowthResult.run(
      ["-", "--blank", "H1,H2", "--blank-mode", "mean"] + quick,
      input: plate(blanks: [first, second])
    )
    let mean = (first.reduce(0, +) / 20 + second.reduce(0, +) / 20) / 2
    #expect(sameParameters(result, try expected { _ in mean }))
  }

  @Test("Blanks are found although --size does not name them")
  func outsideOfSize() throws {
    let result = try FitGrowthResult.run(
      ["-", "--blank", "H1:H2", "--size", "A1:A3"] + quick, input: plate(blanks: [first, second]))
    #expect(sameParameters(result, try expected { (first[$0] + second[$0]) / 2 }))
  }

  @Test("Blanks of a long table are values of its --by column, at times of their own")
  func longTable() throws {
    var rows = ["strain,time,od"]
    for time in 0..<20 {
      rows.append("wt,\(time),\(PlateText.size(Double(time), well: 0) + 0.09)")
      rows.append("blank,\(time),\(first[time])")
      rows.append("blank,\(time),\(second[time])")
    }
    let table = rows.joined(separator: "\n") + "\n"
    let result = try FitGrowthResult.run(["-", "--blank", "blank"] + quick, input: table)
    #expect(result.fits.map(\.by) == [["strain": "wt"]])
    let other = try expected(wells: 1) { (first[$0] + second[$0]) / 2 }
    #expect(result.fits[0].parameters.map(\.estimate) == other.fits[0].parameters.map(\.estimate))

    // Read at other times, they have one mean.
    let shifted = table.replacing("blank,3,", with: "blank,3.5,")
    let outcome = try command.run(["-", "--blank", "blank"] + quick, input: Data(shifted.utf8))
    #expect(outcome.errors.contains("so one mean over all times is subtracted"))
    let one = try FitGrowthResult.run(["-", "--blank", "blank"] + quick, input: shifted)
    let mean = (first.reduce(0, +) + second.reduce(0, +)) / 40
    let otherMean = try expected(wells: 1) { _ in mean }
    for (a, b) in zip(one.fits[0].parameters, otherMean.fits[0].parameters) {
      #expect(logRelativeError(try #require(a.estimate), try #require(b.estimate)) > 10)
    }
    let refused = try command.run(
      ["-", "--blank", "blank", "--blank-mode", "time"], input: Data(shifted.utf8))
    #expect(refused.status == 65)
    #expect(refused.errors.contains("series wt: no blank was read at the time 3.0"))
  }

  @Test("--blank-by gives each medium its own blanks")
  func blankBy() throws {
    var rows = ["medium,strain,time,od"]
    for time in 0..<20 {
      for (medium, base) in [("LB", 0.12), ("M9", 0.08)] {
        rows.append("\(medium),wt,\(time),\(PlateText.size(Double(time), well: 0) + base)")
        rows.append("\(medium),none,\(time),\(base)")
      }
    }
    let input = rows.joined(separator: "\n") + "\n"
    let result = try FitGrowthResult.run(
      ["-", "--blank", "none", "--blank-by", "medium"] + quick, input: input)
    #expect(result.fits.map(\.series) == ["LB/wt", "M9/wt"])
    for (a, b) in zip(result.fits[0].parameters, result.fits[1].parameters) {
      #expect(logRelativeError(try #require(a.estimate), try #require(b.estimate)) > 9)
    }
    let without = input.replacing("M9,none", with: "M9,other")
    let outcome = try command.run(
      ["-", "--blank", "none", "--blank-by", "medium"], input: Data(without.utf8))
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("series M9/wt: no blank has the same medium;"))
    let unknown = try command.run(
      ["-", "--blank", "none", "--blank-by", "media"], input: Data(input.utf8))
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("there are medium, strain"))
  }

  @Test("Blanks of one reading are not those of another, nor those of one plate another's")
  func ownBlanks() throws {
    func size(_ time: Int) -> Double { PlateText.size(Double(time), well: 0) }
    // Two readings of each well in a long table.
    let readings = (0..<20).flatMap { time in
      ["wt,\(time),\(size(time) + 0.25),\(size(time) + 2)", "blank,\(time),0.25,2"]
    }
    let long = try FitGrowthResult.run(
      ["-", "--blank", "blank"] + quick,
      input: "strain,time,od,gfp\n" + readings.joined(separator: "\n") + "\n")
    #expect(long.fits.map(\.series) == ["wt/od", "wt/gfp"])
    // The same wells on two plates, one below the other.
    let plates = [("p1", 0.25), ("p2", 0.5)].flatMap { plate, base in
      (0..<20).map { "\(plate),\($0),\(size($0) + base),\(base)" }
    }
    let stacked = try FitGrowthResult.run(
      ["-", "--blank", "H12"] + quick,
      input: "plate,time,A1,H12\n" + plates.joined(separator: "\n") + "\n")
    #expect(stacked.fits.map(\.series) == ["p1/A1", "p2/A1"])
    let plain = try FitGrowthResult.run(
      ["-"] + quick, input: "t,y\n" + (0..<20).map { "\($0),\(size($0))\n" }.joined())
    for fit in long.fits + stacked.fits {
      for (a, b) in zip(fit.parameters, plain.fits[0].parameters) {
        #expect(logRelativeError(try #require(a.estimate), try #require(b.estimate)) > 9)
      }
    }
  }

  @Test("A blank with cells in it, and a column called blank, are told")
  func suspicions() throws {
    let grown = (0..<20).map { PlateText.size(Double($0), well: 2) + 0.09 }
    let outcome = try command.run(
      ["-", "--blank", "H1:H2"] + quick, input: Data(plate(blanks: [first, grown]).utf8))
    #expect(outcome.errors.contains("the blank H2 grows"))
    #expect(!outcome.errors.contains("the blank H1 grows"))
    let input = plate(blanks: [first]).replacing("H1", with: "Blank")
    let untold = try command.run(["-"] + quick, input: Data(input.utf8))
    #expect(untold.errors.contains("Blank is fitted like the others; to subtract it"))
    #expect(try FitGrowthResult.run(["-"] + quick, input: input).fits.count == 4)
    let single = try command.run(["-", "--blank", "blank"] + quick, input: Data(input.utf8))
    #expect(single.errors.contains("with a single blank the standard errors cannot contain"))
  }

  @Test(
    "What is wrong with blanks",
    arguments: [
      (
        ["--blank", "H3"], 65,
        "--blank H3: there is no such column, well, series or label; the wells are "
          + "A1 to H2, of a plate of 96"
      ),
      (["--blank", "medium"], 65, "there are A1, A2, A3, H1, H2"),
      (["--blank", "A1:H12"], 65, "every series is a blank; nothing is left to fit"),
      (["--blank-mode", "mean"], 64, "--blank-mode needs blanks"),
      (["--blank-by", "medium"], 64, "--blank-by needs blanks"),
      (["--exclude", "A1:H12"], 64, "leaves no series"),
      (["--exclude", "Q7"], 65, "--exclude Q7: there is no"),
      (["--background", "last"], 64, "background"),
      (["--background", "first:0"], 64, "background"),
      (["--detection-limit", "nan"], 64, "--detection-limit takes a finite number"),
    ] as [([String], Int32, String)])
  func errors(_ arguments: [String], _ status: Int32, _ says: String) throws {
    let outcome = try command.run(
      ["-"] + arguments, input: Data(plate(blanks: [first, second]).utf8))
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("--exclude leaves wells out")
  func exclude() throws {
    let result = try FitGrowthResult.run(
      ["-", "--exclude", "A2,H1:H2"] + quick, input: plate(blanks: [first, second]))
    #expect(result.fits.map(\.series) == ["A1", "A3"])
  }

  @Test(
    "--background subtracts the minimum or the mean of the first, and warns",
    arguments: [
      ("min", 1), ("first:1", 1), ("first", 3), ("first:5", 5),
    ])
  func background(_ text: String, _ count: Int) throws {
    // Rising sizes: the first is the least.
    let sizes = (0..<20).map { 0.2 + 1 / (1 + exp(-0.7 * (Double($0) - 8))) }
    func table(_ base: Double) -> String {
      "t,y\n" + sizes.enumerated().map { "\($0),\($1 - base)\n" }.joined()
    }
    let result = try FitGrowthResult.run(["-", "--background", text] + quick, input: table(0))
    let base = sizes.prefix(count).reduce(0, +) / Double(count)
    let other = try FitGrowthResult.run(["-"] + quick, input: table(base))
    #expect(result.fits[0].parameters.map(\.estimate) == other.fits[0].parameters.map(\.estimate))
    let outcome = try command.run(["-", "--background", text] + quick, input: Data(table(0).utf8))
    #expect(outcome.errors.contains("makes the initial size too small and the lag too long"))
  }

  @Test("--detection-limit leaves sizes out, says how many, and never fits what is not there")
  func detectionLimit() throws {
    let input = plate(blanks: [first, second])
    let blanked = ["-", "--blank", "H1:H2"] + quick
    let result = try FitGrowthResult.run(blanked + ["--detection-limit", "0.05"], input: input)
    for fit in result.fits {
      let statistics = try #require(fit.statistics)
      #expect(statistics.belowDetection > 3)
      #expect(statistics.belowDetection + statistics.observations == 20)
    }
    let outcome = try command.run(blanked + ["--detection-limit", "0.05"], input: Data(input.utf8))
    let total = result.fits.reduce(0) { $0 + ($1.statistics?.belowDetection ?? 0) }
    #expect(outcome.errors.contains("\(total) sizes of 3 series are below the detection limit"))
    let none = try FitGrowthResult.run(blanked + ["--detection-limit", "5"], input: input)
    #expect(
      none.fits.allSatisfy { $0.verdicts == ["below-detection"] && $0.status == "not-fitted" })
    let single = try command.run(
      blanked + ["--size", "A1", "--detection-limit", "0.05"], input: Data(input.utf8))
    #expect(single.output.contains("below the detection limit"))
  }
}
