import Foundation
import TestSupport
import Testing

/// What other programs make of wells that cannot be fitted.
struct FailureDefectTests {
  private let quick = ["--intervals", "wald"]

  private struct Row {
    var fields: [String: String]

    subscript(name: String) -> String { fields[name] ?? "missing" }
  }

  private func rows(_ arguments: [String], input: String? = nil) throws -> [Row] {
    let outcome = try Command("fit-growth").run(
      arguments + ["--format", "csv"], input: input.map { Data($0.utf8) })
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
    return lines.dropFirst().map {
      Row(fields: Dictionary(uniqueKeysWithValues: zip(lines[0], $0)))
    }
  }

  /// Times 0 to 23: growth, and wells in which nothing can be fitted.
  private let plate: String = {
    let rows = (0..<24).map { i -> String in
      let noise = 0.0007 * sin(Double(i * i))
      let growth = 0.1 + 1 / (1 + exp(-0.6 * (Double(i) - 10))) + noise
      return [
        "\(i)", "\(growth)", "0.1", "\(0.1 + noise)", i < 2 ? "0.1\(i)" : "",
        i == 7 ? "0.9" : "0.1",
        "",
      ].joined(separator: ",")
    }
    return "time,growth,flat,noise,two readings,spike,unread\n" + rows.joined(separator: "\n")
      + "\n"
  }()

  @Test("growthcurver: a well that fails is a row of zeros")
  func failuresAreNotZeros() throws {
    let model = ["--model", "logistic-offset"]
    let rows = try rows(["-"] + model + quick, input: plate)
    #expect(
      rows.map { $0["series"] } == ["growth", "flat", "noise", "two readings", "spike", "unread"])
    #expect(
      rows.map { $0["verdicts"].prefix { $0 != ";" } } == [
        "ok", "no-growth", "no-growth", "too-few-observations", "no-growth", "too-few-observations",
      ])
    let empty = [
      "L", "k", "x0", "C", "k_se", "k_lower", "maximumSpecificRate", "minimumDoublingTime",
      "lagTime",
      "carryingCapacity",
    ]
    for name in empty {
      #expect(Double(rows[0][name]) != nil, "\(name)")
      for row in rows.dropFirst() { #expect(row[name] == "", "\(row["series"]) \(name)") }
    }
    // What is not known is null; nothing else is made of it.
    let fits = try FitGrowthResult.run(["-"] + model + quick, input: plate).fits
    for fit in fits.dropFirst() {
      #expect(fit.derived("maximumSpecificRate") == nil)
      #expect(fit.derived("minimumDoublingTime") == nil)
      #expect(fit.derived("lagTime") == nil)
    }
    let table = try Command("fit-growth").run(["-"] + model, input: Data(plate.utf8)).output
    let noise = try #require(table.split(separator: "\n").first { $0.hasPrefix("noise") })
    #expect(noise.contains("–") && noise.contains("no-growth"))
  }

  @Test("growthcurver has no lag: every well of its plate has one, within its limits")
  func lag() throws {
    let file = "data/growth/growthcurver_growthdata_simulated.csv"
    let fits = try FitGrowthResult.run([file, "--model", "logistic-offset"] + quick).fits
    #expect(fits.count == 96)
    for fit in fits {
      let lag = try #require(fit.derived.first { $0.name == "lagTime" })
      let estimate = try #require(lag.estimate)
      // The steepest tangent meets the lower asymptote 2/k before the inflection.
      let rate = try #require(fit.parameter("k")?.estimate)
      let inflection = try #require(fit.parameter("x0")?.estimate)
      #expect((estimate - (inflection - 2 / rate)).magnitude < 1e-9 * inflection.magnitude)
      #expect(try #require(lag.lower) < estimate && estimate < #require(lag.upper))
    }
  }

  @Test(
    "AMiGA ranks empty wells above wells with bacteria: sorted by a rate they come last",
    arguments: [("logistic", "k"), ("verhulst", "r"), ("gompertz-lag", "mu"), ("exponential", "r")])
  func sortedByRate(_ model: String, _ rate: String) throws {
    let rows = try rows(
      ["data/growth/kinbiont_plate_wide.csv", "--model", model] + quick)
    let blanks = rows.filter { $0["series"].hasSuffix("8") }
    #expect(rows.count == 48 && blanks.count == 6)
    for column in [rate, "maximumSpecificRate"] {
      let sorted = rows.sorted {
        (Double($0[column]) ?? -.infinity) > (Double($1[column]) ?? -.infinity)
      }
      #expect(
        Set(sorted.suffix(6).map { $0["series"] }) == Set(blanks.map { $0["series"] }), "\(column)")
    }
  }
}
