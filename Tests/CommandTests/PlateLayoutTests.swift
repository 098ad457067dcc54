import Foundation
import TestSupport
import Testing

/// Wide, long, plates, rows: however sizes are laid out, the fits are the same.
struct PlateLayoutTests {
  let command = Command("fit-growth")
  let wide = "data/growth/kinbiont_plate_wide.csv"
  let plates = "data/growth/kinbiont_plate_blocks.csv"
  /// Limits of another kind would take long, and are not what is tested.
  let quick = ["--intervals", "wald"]

  @Test("Plates give the fits of the wide table, byte for byte")
  func platesEqualWide() throws {
    #expect(try FitGrowthResult.fits([wide] + quick) == FitGrowthResult.fits([plates] + quick))
    let csv = try [wide, plates].map { try command.run([$0, "--format", "csv"] + quick).output }
    #expect(csv[0] == csv[1])
    #expect(csv[0].split(separator: "\n").count == 49)
  }

  @Test("Plates whose rows end in wells that were not there")
  func platesOf96() throws {
    // The 60 wells of a plate of 96; times as numbers and with their unit.
    let rows = try Repository.rows("growth/kinbiont_gut_coculture_wide.csv")
    let thinned =
      [rows[0]] + rows.dropFirst().enumerated().filter { $0.offset % 8 == 0 }.map { $0.element }
    let wide = thinned.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    let plates = try PlateText.plates(
      thinned, letters: "ABCDEFGH".map { String($0) }, columns: 12
    ) { $0 }
    let outcome = try command.run(["-"] + quick, input: Data(plates.utf8))
    #expect(outcome.errors.contains("36 wells without any reading are left out"))
    #expect(
      try FitGrowthResult.fits(["-"] + quick, input: plates)
        == FitGrowthResult.fits(["-"] + quick, input: wide))
  }

  @Test("Clock times and decimal commas in plates")
  func platesWithClockTimes() throws {
    let minutes = (0..<30).map { $0 * 20 }
    let wells = PlateText.wells(rows: 2, columns: 3)
    func number(_ row: Int, _ well: Int) -> String {
      "\(PlateText.size(Double(minutes[row]) / 60, well: well))"
    }
    let wide = PlateText.wide(
      wells, times: minutes.map { "\($0 / 60):\($0 % 60 + 100)".replacing(":1", with: ":") },
      size: number)
    let plates = minutes.indices.map { row in
      var lines = ["\(minutes[row] / 60) h \(minutes[row] % 60) min", ";1;2;3"]
      for (index, letter) in ["A", "B"].enumerated() {
        let values = (0..<3).map { number(row, index * 3 + $0).replacing(".", with: ",") }
        lines.append(letter + ";" + values.joined(separator: ";"))
      }
      return lines.joined(separator: "\n")
    }
    let first = try FitGrowthResult.run(["-"] + quick, input: wide)
    let second = try FitGrowthResult.run(["-"] + quick, input: plates.joined(separator: "\n"))
    #expect(first.time.unit == "hours")
    #expect(second.time.unit == "hours")
    #expect(first.fits.count == 6)
    for (a, b) in zip(first.fits, second.fits) {
      #expect(a.series == b.series)
      #expect(a.parameters.map(\.estimate) == b.parameters.map(\.estimate))
    }
  }

  @Test("A row a series gives the fits of a column a series")
  func rowsEqualWide() throws {
    let rows = try Repository.rows("growth/kinbiont_plate_wide.csv")
    let transposed = rows[0].indices.map { column in
      ([column == 0 ? "Time [min]" : rows[0][column]] + rows.dropFirst().map { $0[column] })
        .joined(separator: "\t")
    }
    let input =
      "Cycle Nr.\t" + (1..<rows.count).map(String.init).joined(separator: "\t") + "\n"
      + transposed.joined(separator: "\n") + "\n"
    let outcome = try command.run(["-"] + quick, input: Data(input.utf8))
    #expect(outcome.errors.contains("\"Cycle Nr.\" is no well and is left out"))
    #expect(
      try FitGrowthResult.fits(["-"] + quick, input: input) == FitGrowthResult.fits([wide] + quick))
  }

  @Test(
    "growthcurver has 96 wells built in: plates of every size, and one with 97 columns",
    arguments: [(2, 3), (4, 6), (16, 24), (32, 48), (8, 12), (1, 97)])
  func platesOfEverySize(_ rows: Int, _ columns: Int) throws {
    let times = (0..<25).map { String($0) }
    let wells =
      columns == 97
      ? (1...97).map { "strain \($0)" } : PlateText.wells(rows: rows, columns: columns)
    let input = PlateText.wide(wells, times: times) {
      "\(PlateText.size(Double($0), well: $1))"
    }
    let result = try FitGrowthResult.run(["-"] + quick, input: input)
    #expect(result.fits.map(\.series) == wells)
    #expect(result.fits.allSatisfy { $0.verdicts == ["ok"] })
    for (index, fit) in result.fits.enumerated() {
      let capacity = 0.5 + Double(index * 37 % 101) / 100
      #expect(((fit.parameter("L")?.estimate ?? 0) / capacity - 1).magnitude < 0.01)
    }
  }

  @Test("--layout says what is not to be guessed")
  func layoutOption() throws {
    let outcome = try command.run([wide, "--layout", "plate"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("no plate was found, expected a line of column numbers"))
    let long = try command.run([wide, "--layout", "long"])
    #expect(long.status == 65)
    #expect(long.errors.contains("name the columns that do with --by"))
    for layout in ["wide", "plate", "rows"] {
      let usage = try command.run([wide, "--layout", layout, "--by", "A1"])
      #expect(usage.status == 64)
      #expect(usage.errors.contains("--by tells the rows of a long table apart"))
    }
    let by = try command.run([plates, "--by", "A1"])
    #expect(by.status == 64)
    #expect(by.errors.contains("label the wells with --layout-file"))
    // Text that would group rows does not.
    let species = "data/growth/gause_1934_paramecium.csv"
    #expect(try FitGrowthResult.run([species]).fits.count == 4)
    #expect(try FitGrowthResult.run([species, "--layout", "wide"]).fits.count == 1)
  }

  @Test("Tables for people list wells along the rows, csv and json as in the file")
  func order() throws {
    func wells(_ text: String) -> [String] {
      text.split(separator: "\n").compactMap { line in
        line.split { $0 == " " || $0 == "," }.first.map { String($0) }
      }.filter { $0.count <= 3 && $0.last?.isNumber == true }
    }
    // The file goes down the columns of the plate.
    let file = "data/growth/growthcurver_growthdata_simulated.csv"
    let table = try command.run([file] + quick)
    let csv = try command.run([file, "--format", "csv"] + quick)
    #expect(wells(table.output) == PlateText.wells(rows: 8, columns: 12))
    #expect(Array(wells(csv.output).prefix(3)) == ["A1", "B1", "C1"])
    // A long table, in the order of the alphabet, of two plates.
    let names = ["p2/A1", "p2/A10", "p2/A2", "p1/B1", "p1/A9"]
    let long = names.flatMap { name in
      (0..<12).map { time in
        "\(name.split(separator: "/").joined(separator: ",")),\(time),\(PlateText.size(Double(time), well: 1))"
      }
    }
    let input = "plate,well,time,od\n" + long.joined(separator: "\n") + "\n"
    let listed = try command.run(["-"] + quick, input: Data(input.utf8)).output
      .split(separator: "\n").compactMap { $0.split(separator: " ").first }.filter {
        $0.contains("/")
      }
    #expect(listed == ["p2/A1", "p2/A2", "p2/A10", "p1/A9", "p1/B1"])
    let kept = try FitGrowthResult.run(["-"] + quick, input: input)
    #expect(kept.fits.map(\.series) == names)
  }

  @Test("--size takes wells and ranges of wells")
  func sizeRanges() throws {
    func series(_ size: String) throws -> [String] {
      try FitGrowthResult.run([wide, "--size", size] + quick).fits.map(\.series)
    }
    #expect(try series("A1:B2") == ["A1", "A2", "B1", "B2"])
    #expect(try series("f07,a1-a3,A02") == ["F7", "A1", "A2", "A3"])
    let outcome = try command.run([wide, "--size", "H1:H3"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("there is no column \"H1:H3\""))
  }
}
