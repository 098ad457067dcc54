import Foundation
import TestSupport
import Testing

/// Which columns become times, series and groups.
struct SelectionTests {
  let command = Command("fit-growth")

  /// A logistic with a wiggle, as rows of a table.
  private static func size(_ t: Int, capacity: Double = 5) -> Double {
    capacity / (1 + exp(-0.7 * (Double(t) - 7))) + 0.01 * sin(Double(t * t))
  }

  @Test("Wide: every other numeric column is a series")
  func wide() throws {
    let result = try FitGrowthResult.run(["data/growth/bactgrowth_wide.csv"])
    #expect(result.fits.count == 72)
    #expect(result.fits[0].series == "T_c0_r2")
    #expect(result.time.column == "time")
  }

  @Test("Long: --by groups the rows, and a column that is constant in each group is left out")
  func long() throws {
    let result = try FitGrowthResult.run(["data/growth/chickweight.csv", "--by", "Chick"])
    #expect(result.fits.count == 50)
    #expect(result.fits[0].by == ["Chick": "1"])
    #expect(result.time.column == "Time")
    let outcome = try command.run(["data/growth/chickweight.csv", "--by", "Chick"])
    #expect(outcome.errors.contains("\"Diet\" is constant in every group and is left out"))
    let bacteria = try FitGrowthResult.run([
      "data/growth/bactgrowth.csv", "--by", "strain,replicate,conc",
    ])
    #expect(bacteria.fits.count == 72)
    #expect(bacteria.fits[0].series == "T/2/0")
  }

  @Test("Long and wide forms of the same data give the same fits")
  func longEqualsWide() throws {
    let long = try FitGrowthResult.run([
      "data/growth/bactgrowth.csv", "--by", "strain,conc,replicate",
    ])
    let wide = try FitGrowthResult.run(["data/growth/bactgrowth_wide.csv"])
    let byName = Dictionary(uniqueKeysWithValues: wide.fits.map { ($0.series, $0) })
    for fit in long.fits {
      let name = "\(fit.by["strain"]!)_c\(fit.by["conc"]!)_r\(fit.by["replicate"]!)"
      let other = try #require(byName[name])
      #expect(other.parameters.map(\.estimate) == fit.parameters.map(\.estimate))
    }
  }

  @Test("Text columns group rows without being asked, and say so")
  func textColumns() throws {
    let outcome = try command.run(["data/growth/gause_1934_paramecium.csv", "--format", "csv"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("rows are grouped by species,treatment"))
    #expect(outcome.output.split(separator: "\n").count == 5)
  }

  @Test("Dates are times in days since the first")
  func dates() throws {
    let result = try FitGrowthResult.run([
      "data/growth/covid19_confirmed_8_countries_2020.csv", "--size", "china", "--trim", "0:90",
    ])
    #expect(result.time.column == "date")
    #expect(result.time.unit == "days")
    #expect(result.time.origin == "2020-01-22")
    #expect(result.fits[0].statistics?.observations == 91)
  }

  @Test("Clock times, decimal commas and semicolons")
  func clock() throws {
    let rows = (0..<16).map { t in
      "\(t / 4):\(t % 4 == 0 ? "00" : "\(t % 4 * 15)");"
        + "\(Self.size(t))".replacing(".", with: ",")
    }
    let result = try FitGrowthResult.run(
      ["-"], input: "Zeit;OD\n" + rows.joined(separator: "\n") + "\n")
    #expect(result.time.unit == "hours")
    let rate = try #require(result.fits[0].parameter("k")?.estimate)
    // A quarter of an hour a row.
    #expect((rate / (4 * 0.7) - 1).magnitude < 0.05)
  }

  @Test("Missing sizes are counted and left out; unsorted rows are sorted")
  func missingAndUnsorted() throws {
    let sorted = (0..<16).map { "\($0),\(Self.size($0))" }
    let mixed = sorted.reversed() + ["3.5,NA", "4.5,", "5.5,."]
    let header = "t,y\n"
    let plain = try FitGrowthResult.run(["-"], input: header + sorted.joined(separator: "\n"))
    let other = try FitGrowthResult.run(["-"], input: header + mixed.joined(separator: "\n"))
    #expect(other.fits[0].statistics?.missing == 3)
    #expect(other.fits[0].parameters.map(\.estimate) == plain.fits[0].parameters.map(\.estimate))
  }

  @Test("Weights: a weight of 2 is the observation twice, a weight of 0 its absence")
  func weights() throws {
    let weighted = (0..<16).map { "\($0),\(Self.size($0)),\($0 == 5 ? 2 : $0 == 9 ? 0 : 1)" }
    let repeated = (0..<16).flatMap { t in
      Array(repeating: "\(t),\(Self.size(t))", count: t == 5 ? 2 : t == 9 ? 0 : 1)
    }
    let first = try FitGrowthResult.run(
      ["-", "--weights", "w"], input: "t,y,w\n" + weighted.joined(separator: "\n"))
    let second = try FitGrowthResult.run(["-"], input: "t,y\n" + repeated.joined(separator: "\n"))
    for (a, b) in zip(first.fits[0].parameters, second.fits[0].parameters) {
      #expect(logRelativeError(try #require(a.estimate), try #require(b.estimate)) > 10.5)
    }
    #expect(first.fits[0].statistics?.observations == 15)
  }

  @Test("--fix holds a parameter, --bound keeps one inside, --trim drops times")
  func constraints() throws {
    let yeast = "data/growth/carlson_yeast_1913.csv"
    let fixed = try FitGrowthResult.run([yeast, "--fix", "L=663"])
    #expect(fixed.fits[0].parameter("L")?.estimate == 663)
    #expect(fixed.fits[0].parameter("L")?.standardError == 0)
    #expect(fixed.fits[0].statistics?.degreesOfFreedom == 17)
    // A bound that does not bind changes nothing; one that binds is met.
    let free = try FitGrowthResult.run([yeast])
    let loose = try FitGrowthResult.run([yeast, "--bound", "k=0.1:2,L=0:"])
    for (a, b) in zip(free.fits[0].parameters, loose.fits[0].parameters) {
      #expect(logRelativeError(try #require(b.estimate), try #require(a.estimate)) > 10.5)
      #expect(
        logRelativeError(try #require(b.standardError), try #require(a.standardError)) > 9)
    }
    let tight = try FitGrowthResult.run([yeast, "--bound", "k=0.6:2"])
    let rate = try #require(tight.fits[0].parameter("k")?.estimate)
    #expect(rate >= 0.6 && rate < 0.6001)
    #expect(tight.fits[0].verdicts.contains("not-converged(edge-of-domain)"))
    let trimmed = try FitGrowthResult.run([yeast, "--trim", ":12"])
    #expect(trimmed.fits[0].statistics?.observations == 13)
  }

  @Test("A gzipped table and standard input give the fits of the plain file")
  func streams() throws {
    let path = Repository.data("growth/carlson_yeast_1913.csv")
    let text = try String(contentsOf: path, encoding: .utf8)
    let plain = try FitGrowthResult.run([path.path(percentEncoded: false)])
    let piped = try FitGrowthResult.run(["-"], input: text)
    #expect(piped.fits[0].parameters.map(\.estimate) == plain.fits[0].parameters.map(\.estimate))
    #expect(piped.input.sha256 == plain.input.sha256)
  }

  @Test("A file with the name of a subcommand is data")
  func fileNamedModels() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<16).map { "\($0),\(Self.size($0))" }
    _ = try folder.file("models", "t,y\n" + rows.joined(separator: "\n"))
    let outcome = try command.run(["models"], in: folder.url)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("y against t: 16 observations"))
  }
}
