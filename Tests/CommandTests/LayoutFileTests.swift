import Foundation
import TestSupport
import Testing

/// `--layout-file`: what is in which well.
struct LayoutFileTests {
  let command = Command("fit-growth")
  let quick = ["--intervals", "wald"]
  let plate = "data/growth/kinbiont_plate_wide.csv"
  let layout = "data/growth/kinbiont_plate_layout.csv"

  private func run(_ layout: String, _ arguments: [String] = []) throws -> FitGrowthResult {
    try FitGrowthResult.run([plate, "--layout-file", layout] + arguments + quick)
  }

  @Test("Labels become keys, and the wells labelled b are blanks")
  func labels() throws {
    let result = try run(layout)
    #expect(result.fits.count == 42)
    #expect(
      result.fits[0].by == [
        "strain": "S5", "concentration": "80", "medium": "M9G", "replicate": "1",
      ])
    #expect(!result.fits.contains { $0.series.hasSuffix("8") })
    let named = try FitGrowthResult.run([plate, "--blank", "A8:F8"] + quick)
    #expect(
      result.fits.map { $0.parameters.map(\.estimate) }
        == named.fits.map { $0.parameters.map(\.estimate) })
    // statistics.stdev([mean of each of the six wells])/sqrt(6) in Python 3.11.
    for fit in result.fits {
      let error = try #require(fit.statistics).offsetStandardError
      #expect((error / 0.0003490742463634345 - 1).magnitude < 1e-12)
    }
    let csv = try command.run([plate, "--layout-file", layout, "--format", "csv"] + quick)
    #expect(
      csv.output.hasPrefix("series,model,status,verdicts,strain,concentration,medium,replicate,L,"))
    let table = try command.run([plate, "--layout-file", layout] + quick)
    #expect(table.output.contains("series  strain  concentration  medium  replicate"))
    #expect(table.errors.contains("blanks: A8, B8, C8, D8, E8, F8;"))
  }

  @Test("--blank says otherwise than the layout, --size does not lose its blanks")
  func overrides() throws {
    #expect(try run(layout, ["--blank", "none"]).fits.count == 48)
    #expect(try run(layout, ["--blank", "none"]).fits[0].statistics?.offsetStandardError == 0)
    #expect(try run(layout, ["--blank", "S6"]).fits.count == 27)
    let few = try run(layout, ["--size", "A1,B1"])
    #expect(few.fits.map(\.series) == ["A1", "B1"])
    #expect(
      few.fits[0].parameters.map(\.estimate) == (try run(layout).fits[0].parameters.map(\.estimate))
    )
    #expect(try run(layout, ["--exclude", "S5"]).fits.count == 21)
  }

  @Test("Empty wells are left out; blank and empty may be written out, under any label")
  func roles() throws {
    let folder = try TemporaryFolder()
    let text = try Repository.rows("growth/kinbiont_plate_layout.csv").map { row in
      switch row[0] {
      case "A1": ["A1", "X", "", "", ""]
      case "A2": ["A02", "S5", "40", "Empty", "1"]
      case "B8": ["B8", "none", "0", "Blank", ""]
      case "C8", "D8", "E8", "F8", "A8": [row[0], "S5", "0", "M9G", "3"]
      default: row
      }
    }.map { $0.joined(separator: ",") }.joined(separator: "\n")
    let path = try folder.file("layout.csv", text)
    let outcome = try command.run([plate, "--layout-file", path, "--format", "csv"] + quick)
    #expect(outcome.errors.contains("A1, A2 are empty: left out"))
    #expect(outcome.errors.contains("blanks: B8;"))
    #expect(outcome.output.split(separator: "\n").count == 1 + 45)
    // a, b, c are labels.
    let letters = "well,replicate\nA1,a\nA2,b\nA3,c\n"
    let result = try run(try folder.file("letters.csv", letters), ["--size", "A1:A3"])
    #expect(result.fits.map { $0.by["replicate"] } == ["a", "b", "c"])
  }

  @Test("A layout without a header, and one in the shape of the plate")
  func forms() throws {
    let folder = try TemporaryFolder()
    let rows = try Repository.rows("growth/kinbiont_plate_layout.csv")
    let headless = rows.dropFirst().map { "\($0[0]);\($0[1])" }.joined(separator: "\n")
    let first = try run(try folder.file("headless.csv", headless))
    #expect(first.fits.count == 42)
    #expect(first.fits[0].by == ["column2": "S5"])

    let values = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    let grid =
      "strain,1,2,3,4,5,6,7,8\n"
      + "ABCDEF".map { letter in
        ([String(letter)] + (1...8).map { values["\(letter)\($0)"] ?? "" }).joined(separator: ",")
      }.joined(separator: "\n")
    let second = try run(try folder.file("grid.csv", grid + "\n"))
    #expect(second.fits.map(\.series) == first.fits.map(\.series))
    #expect(second.fits.map { $0.by["strain"] } == first.fits.map { $0.by["column2"] })
    #expect(
      second.fits.map { $0.parameters.map(\.estimate) }
        == first.fits.map { $0.parameters.map(\.estimate) })
  }

  @Test("Wells that only one of the files has are told")
  func mismatches() throws {
    let folder = try TemporaryFolder()
    let some = try folder.file("some.csv", "well,strain\nA1,x\nA2,y\nH12,z\n")
    let outcome = try command.run([plate, "--layout-file", some, "--format", "csv"] + quick)
    #expect(outcome.errors.contains("the layout has wells that the table has not: H12"))
    #expect(outcome.errors.contains("the layout has no labels for A3, A4,"))
    #expect(try run(some).fits[5].by == ["strain": "NA"])
  }

  @Test(
    "What is wrong with a layout",
    arguments: [
      (
        "well,strain\nH11,x\nH12,y\n",
        "layout.csv: none of its wells is a series of the table; it has H11, H12"
      ),
      ("well,strain\nA1,x\nA01,y\n", "layout.csv:3: a row is named \"A01\" as that on line 2"),
      ("well,strain\nA1,x\nA2,x,y\n", "layout.csv:3: found 3 fields"),
      ("", "layout.csv: the file holds no data"),
    ])
  func errors(_ text: String, _ says: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try command.run([plate, "--layout-file", try folder.file("layout.csv", text)])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    let missing = try command.run([plate, "--layout-file", "no-such-file.csv"])
    #expect(missing.status == 66)
  }

  @Test("A layout labels the wells of a long table too, and must not hide its columns")
  func longTable() throws {
    let folder = try TemporaryFolder()
    let rows = ["A1", "A2", "H1"].flatMap { well in
      (0..<15).map { time in
        "\(well),\(time),\(well == "H1" ? 0.1 : 0.1 + PlateText.size(Double(time), well: 3))"
      }
    }
    let table = try folder.file("long.csv", "well,time,od\n" + rows.joined(separator: "\n") + "\n")
    let labels = try folder.file("labels.csv", "well,strain\nA01,x\nA02,y\nH01,blank\n")
    let result = try FitGrowthResult.run([table, "--layout-file", labels] + quick)
    #expect(result.fits.map(\.series) == ["A1", "A2"])
    #expect(
      result.fits.map(\.by) == [["well": "A1", "strain": "x"], ["well": "A2", "strain": "y"]])
    let same = try folder.file("same.csv", "position,well\nA1,x\nA2,y\nH1,blank\n")
    let outcome = try command.run([table, "--layout-file", same])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("the label well is also a column that groups the rows"))
  }
}
