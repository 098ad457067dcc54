import Foundation
import TestSupport
import Testing

/// Files as plate readers write them. All give the fits of the plain table.
struct InstrumentExportTests {
  let command = Command("fit-growth")
  let quick = ["--intervals", "wald"]
  private let wells = PlateText.wells(rows: 8, columns: 12)
  private let minutes = (0..<25).map { $0 * 30 }

  private func od(_ row: Int, _ well: Int) -> String {
    "\((PlateText.size(Double(minutes[row]) / 60, well: well) * 1e4).rounded() / 1e4)"
  }

  private func clock(_ row: Int) -> String {
    let minute = minutes[row] % 60
    return "\(minutes[row] / 60):\(minute < 10 ? "0" : "")\(minute):00"
  }

  private func plain() throws -> FitGrowthResult {
    try FitGrowthResult.run(
      ["-"] + quick, input: PlateText.wide(wells, times: minutes.indices.map(clock), size: od))
  }

  private func expectPlain(_ input: Data, _ arguments: [String] = []) throws {
    let folder = try TemporaryFolder()
    try input.write(to: folder.url.appending(path: "export.txt"))
    let result = try FitGrowthResult.run([folder.path("export.txt")] + arguments + quick)
    let plain = try plain()
    #expect(result.time.unit == "hours")
    #expect(result.fits.map(\.series) == wells)
    #expect(
      result.fits.map { $0.parameters.map(\.estimate) }
        == plain.fits.map { $0.parameters.map(\.estimate) })
  }

  /// BioTek Gen5: tabs, a degree sign in ISO 8859-1, rows of 0:00:00 where the run was stopped.
  private func gen5() -> String {
    let rows = minutes.indices.map { row in
      ([clock(row), "37.0"] + wells.indices.map { od(row, $0) }).joined(separator: "\t")
    }
    let stopped = (["0:00:00"] + Array(repeating: "", count: 97)).joined(separator: "\t")
    return
      ([(["Time", "T° 600"] + wells).joined(separator: "\t")] + rows + [stopped, stopped, stopped])
      .joined(separator: "\r\n") + "\r\n"
  }

  @Test("Gen5")
  func bioTek() throws {
    let latin = try #require(gen5().data(using: .isoLatin1))
    try expectPlain(latin)
    let outcome = try command.run(["-"] + quick, input: latin)
    #expect(outcome.errors == "fit-growth: column \"T° 600\" is no well and is left out\n")
  }

  @Test("Gen5 with what the instrument says above and results below")
  func bioTekWithProtocol() throws {
    let above =
      [
        "Software Version\t3.11.19", "", "Plate Number\tPlate 1", "Date\t1/22/2020",
        "Time\t3:15:00 PM", "", "Set Temperature\tSetpoint 37",
        "\tPreheat before moving to next step",
        "", "600", "",
      ].joined(separator: "\r\n") + "\r\n"
    let data = Data((above + gen5() + "\r\nResults\r\n\t1\t2\r\nA\t1\t2\r\n").utf8)
    let first = try command.run(["-"], input: data)
    #expect(first.status == 65)
    #expect(
      first.errors.contains("standard input:12: found 98 fields, but the header on line 1 names 2"))
    #expect(first.errors.contains("(--skip-lines 11)"))
    let second = try command.run(["-", "--skip-lines", "11"], input: data)
    #expect(second.status == 65)
    #expect(second.errors.contains("standard input:42: found 1 field"))
    #expect(second.errors.contains("(--last-line 41)"))
    try expectPlain(data, ["--skip-lines", "11", "--last-line", "41"])
    for arguments in [["--skip-lines", "-1"], ["--skip-lines", "5", "--last-line", "5"]] {
      #expect(try command.run(["-"] + arguments, input: data).status == 64)
    }
  }

  @Test("Tecan: plates with cycle, time and temperature above, decimal commas")
  func tecanPlates() throws {
    let plates = minutes.indices.map { row in
      var lines = [
        "Cycle\t\(row + 1)", "Time [s]\t\(minutes[row] * 60)", "Temp. [°C]\t37,1",
        "<>\t" + (1...12).map(String.init).joined(separator: "\t"),
      ]
      for letter in 0..<8 {
        let values = (0..<12).map { od(row, letter * 12 + $0).replacing(".", with: ",") }
        lines.append(
          ([String("ABCDEFGH".dropFirst(letter).prefix(1))] + values).joined(separator: "\t"))
      }
      return lines.joined(separator: "\n")
    }
    let input =
      "Application: Magellan\nTime: 11:45:10\n\n" + plates.joined(separator: "\n\n") + "\n"
    let result = try FitGrowthResult.run(["-", "--time-unit", "seconds"] + quick, input: input)
    let seconds = try FitGrowthResult.run(
      ["-"] + quick, input: PlateText.wide(wells, times: minutes.map { "\($0 * 60)" }, size: od))
    #expect(result.time.column == "Time [s]")
    #expect(result.time.unit == "seconds")
    #expect(
      result.fits.map { $0.parameters.map(\.estimate) }
        == seconds.fits.map { $0.parameters.map(\.estimate) })
  }

  @Test("Tecan: a row a well, with cycle, time and temperature above")
  func tecanRows() throws {
    let head = [
      ["Cycle Nr."] + minutes.indices.map { "\($0 + 1)" }, ["Time"] + minutes.indices.map(clock),
      ["Temp. [°C]"] + minutes.map { _ in "37.1" },
    ]
    let rows = wells.indices.map { well in [wells[well]] + minutes.indices.map { od($0, well) } }
    try expectPlain(
      Data((head + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n").utf8))
  }

  @Test("SoftMax Pro: plates without letters, the time and the temperature on their first rows")
  func softMax() throws {
    let numbers = (1...12).map(String.init).joined(separator: "\t")
    let plates = minutes.indices.map { row in
      (0..<8).map { letter in
        (letter == 0 ? "\(clock(row))\t37.0\t" : "\t\t")
          + (0..<12).map { od(row, letter * 12 + $0) }.joined(separator: "\t") + "\t\t"
      }.joined(separator: "\r\n")
    }
    let input =
      "##BLOCKS= 1\r\nPlate:\tPlate1\t1.3\tPlateFormat\tKinetic\tAbsorbance\tRaw\t12\t96\t\t\r\n"
      + "\tTemperature(°C)\t\(numbers)\t\t\r\n" + plates.joined(separator: "\r\n\r\n")
      + "\r\n~End\r\nOriginal Filename: x; Date Last Saved: y\r\n"
    try expectPlain(Data(input.utf8))
  }

  @Test("Columns that are no wells are left out beside wells, and nowhere else")
  func otherColumns() throws {
    let rows = (0..<20).map { time in
      "\(time + 1),\(time),37.\(time % 3),\(PlateText.size(Double(time), well: 1)),"
        + "\(PlateText.size(Double(time), well: 2))"
    }
    let body = rows.joined(separator: "\n") + "\n"
    let wells = try command.run(
      ["-", "--format", "csv"] + quick, input: Data(("Cycle,Time,Temp,A1,A2\n" + body).utf8))
    #expect(wells.errors.contains("column \"Cycle\" is no well and is left out"))
    #expect(wells.errors.contains("column \"Temp\" is no well and is left out"))
    #expect(wells.output.split(separator: "\n").count == 3)
    let named = try FitGrowthResult.run(
      ["-", "--size", "Temp"] + quick, input: "Cycle,Time,Temp,A1,A2\n" + body)
    #expect(named.fits.map(\.series) == ["Temp"])
    let lake = try FitGrowthResult.run(["-"] + quick, input: "Cycle,Time,Temp,algae,fish\n" + body)
    #expect(lake.fits.map(\.series) == ["Cycle", "Temp", "algae", "fish"])
  }

  @Test("Days of a spreadsheet are times in days")
  func spreadsheetDays() throws {
    let days = minutes.map { "\(Double($0) / 1440)" }
    let result = try FitGrowthResult.run(
      ["-", "--time-unit", "days", "--size", "A1"] + quick,
      input: PlateText.wide(wells, times: days, size: od))
    let plain = try FitGrowthResult.run(
      ["-", "--time-unit", "days", "--size", "A1"] + quick,
      input: PlateText.wide(wells, times: minutes.indices.map(clock), size: od))
    #expect(result.time.unit == "days")
    for (a, b) in zip(result.fits[0].parameters, plain.fits[0].parameters) {
      #expect(logRelativeError(try #require(a.estimate), try #require(b.estimate)) > 9)
    }
  }

  @Test("Times of day that pass midnight count on")
  func midnight() throws {
    func time(_ minute: Int) -> String {
      let minute = minute % 1440
      return "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
    let start = 22 * 60
    let input = PlateText.wide(["A1"], times: minutes.map { time(start + $0) }, size: od)
    let outcome = try command.run(["-"] + quick, input: Data(input.utf8))
    #expect(outcome.errors.contains("the times of day in \"Time\" pass midnight"))
    let result = try FitGrowthResult.run(["-"] + quick, input: input)
    let plain = try FitGrowthResult.run(
      ["-"] + quick, input: PlateText.wide(["A1"], times: minutes.indices.map(clock), size: od))
    let (midpoint, other) = (
      try #require(result.fits[0].parameter("x0")?.estimate),
      try #require(plain.fits[0].parameter("x0")?.estimate)
    )
    #expect((midpoint - 22 - other).magnitude < 1e-9)
    // Rows in no order are only put in order.
    let mixed = PlateText.wide(
      ["A1"], times: minutes.indices.map { clock($0 ^ 1 < 25 ? $0 ^ 1 : $0) },
      size: { od($0 ^ 1 < 25 ? $0 ^ 1 : $0, $1) })
    let sorted = try FitGrowthResult.run(["-"] + quick, input: mixed)
    #expect(sorted.fits[0].parameters.map(\.estimate) == plain.fits[0].parameters.map(\.estimate))
    #expect(
      try command.run(["-"] + quick, input: Data(mixed.utf8)).errors
        .contains("the rows are put in the order of the clock"))
  }
}
