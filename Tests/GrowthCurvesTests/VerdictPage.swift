import Foundation
import GrowthCurves
import Testing

/// The article on verdicts: its rules in words, and the rates as they are found.
enum VerdictPage {
  /// The verdicts that have a rule on the page.
  static let explained = [
    "no-growth", "declining", "plateau-not-observed", "inflection-not-observed", "unidentified",
    "autocorrelated-residuals", "too-few-observations", "not-converged", "ok",
  ]

  private static let wells = 400
  private static let header =
    "| noise |" + NoGrowthRateTests.counts.map { " n = \($0) |" }.joined() + " all |\n"
    + "| --- |" + NoGrowthRateTests.counts.map { _ in " --- |" }.joined() + " --- |"

  static func text() throws -> String {
    let raw = try NoGrowthRateTests.tallies(Logistic(), wells: wells, isBlanked: false)
    let blanked = try NoGrowthRateTests.tallies(Logistic(), wells: wells, isBlanked: true)
    let total = raw.joined().reduce(NoGrowthRateTests.Tally(), +)
    return """
      \(rules)

      ## Wells with nothing but noise

      \(total.wells) simulated empty wells at a level of 0.08 to 0.2, fitted with `logistic`, \(wells) for
      each kind of noise and number of readings. Independent noise has standard deviations from 0.001
      to 0.005, correlated noise from 0.0005 to 0.002, and drift is at most 3 or 4 % of the level. The
      table has how many were called growth, in per cent, and after the stroke how many declining.
      Of all, **\(total.growth) (\(percent(total.growth, total.wells)) %) were called growth** and \
      \(total.decline) declining.

      \(table(raw))

      The same wells after the blank is subtracted: there is no level that a rise could be compared
      with. Noise that is correlated over a good part of the series, and drift, cannot then be told from
      growth by anyone who sees one well. Keep the raw sizes and use a model with an offset.

      \(table(blanked))

      By model, with the level, 50 wells for each kind and number:

      | model | wells | growth | declining |
      | --- | --- | --- | --- |
      \(try models().joined(separator: "\n"))

      ## Wells with growth

      \(try growth())

      ## Real plates

      \(try plates())

      """
  }

  private static func percent(_ count: Int, _ all: Int) -> String {
    all == 0 ? "–" : String(format: "%.2f", 100 * Double(count) / Double(all))
  }

  private static func table(_ tallies: [[NoGrowthRateTests.Tally]]) -> String {
    func cell(_ tally: NoGrowthRateTests.Tally) -> String {
      percent(tally.growth, tally.wells) + " / " + percent(tally.decline, tally.wells)
    }
    var rows = zip(NoiseWell.allCases, tallies).map { kind, row in
      "| \(kind.rawValue) |" + (row + [row.reduce(.init(), +)]).map { " \(cell($0)) |" }.joined()
    }
    let all = NoGrowthRateTests.counts.indices.map { j in
      tallies.reduce(NoGrowthRateTests.Tally()) { $0 + $1[j] }
    }
    rows.append(
      "| all |" + (all + [all.reduce(.init(), +)]).map { " \(cell($0)) |" }.joined())
    return header + "\n" + rows.joined(separator: "\n")
  }

  private static func models() throws -> [String] {
    try GrowthModels.all.map { model in
      let total = try NoGrowthRateTests.tallies(model, wells: 50, isBlanked: false).joined()
        .reduce(NoGrowthRateTests.Tally(), +)
      return "| \(model.name) | \(total.wells) | \(total.growth) | \(total.decline) |"
    }
  }

  private static func growth() throws -> String {
    let curves = try RealCurve.all()
    let wells = 10_000
    var lines: [String] = []
    let rows: [(count: Int?, hasOwnNoise: Bool)] =
      [(nil, true)] + [nil, 24, 16, 12, 10, 8].map { ($0, false) }
    for name in ["logistic", "logistic-offset"] {
      let model = try #require(GrowthModels.named(name))
      for (count, hasOwnNoise) in rows {
        let losses = try NoGrowthRateTests.losses(
          curves, model, wells: wells, count: count, hasOwnNoise: hasOwnNoise)
        let cells = losses.map { "\($0.lost) of \($0.wells)" }.joined(separator: " | ")
        let lost = losses.reduce(0) { $0 + $1.lost }
        let described = losses.reduce(0) { $0 + $1.described }
        let describedLost = losses.reduce(0) { $0 + $1.describedLost }
        let noise = hasOwnNoise ? "its own" : "more"
        lines.append(
          "| \(name) | \(count.map { "\($0)" } ?? "as measured") | \(noise) | \(lost) | \(cells) "
            + "| \(describedLost) of \(described) |")
      }
    }
    let classes = NoGrowthRateTests.classes.dropLast().map { String(format: "%g", $0) }
    let titles =
      ["under \(classes[0])"] + zip(classes, classes.dropFirst()).map { "\($0) to \($1)" }
      + ["over \(classes.last!)"]
    return """
      \(wells) wells a row, simulated from the curves of \(curves.count) real wells (bactgrowth, \
      Kinbiont's two plates,
      QurvE's, grofit's; 31 to 385 readings, rises from 0.0075 to 6): how many were called `no-growth`,
      altogether, and by the rise of the curve in standard deviations of the noise; in the last column,
      of those that the fitted curve describes to 80 % and more. The noise is that of the real well, or
      more, of a standard deviation of 0.001 to 0.01 and of 1 to 2 % of the size, in which the weakest
      growth is lost to the eye as well. With few readings, curves that rise within the last interval
      have one reading that is higher than the rest, which is not called growth.

      | model | readings | noise | no-growth | \(titles.joined(separator: " | ")) | R² > 0.8 |
      | --- | --- | --- | --- |\(titles.map { _ in " --- |" }.joined()) --- |
      \(lines.joined(separator: "\n"))
      """
  }

  private static func plates() throws -> String {
    var rows: [String] = []
    for plate in [
      "kinbiont_plate_wide", "kinbiont_gut_coculture_wide", "qurve_2fma_pputida_wide",
      "bactgrowth_wide", "grofit_dose_wide", "amiga_er1_pm1_1_wide",
      "growthcurver_growthdata_simulated",
    ] {
      for name in ["logistic", "logistic-offset"] {
        let model = try #require(GrowthModels.named(name))
        let fits = try PlateVerdictTests.fits(plate, PlateSeries.names(plate), model)
        let counts = [
          fits.count, fits.count { $0.verdicts.contains(.noGrowth) },
          fits.count { $0.verdicts.contains(.declining) },
          fits.count { $0.verdicts.contains { $0.description == "autocorrelated-residuals" } },
          fits.count { $0.verdicts == [.ok] },
        ]
        rows.append(
          "| `\(plate)` | \(name) | \(counts.map { "\($0)" }.joined(separator: " | ")) |")
      }
    }
    return """
      The blanks of the first plate rise by 0.0001 to 0.0006 on a level of 0.084, where wells with
      bacteria rise by 0.021 to 0.88; the empty wells of the second drift by −0.004 to 0.003 on 0.15 to
      0.2, where the others rise by 0.16 to 1.75. All 14 are called `no-growth`, and none of the others.
      The inhibited wells of the third fall by up to a half.

      | data | model | wells | no-growth | declining | autocorrelated-residuals | ok |
      | --- | --- | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      Most fits of `logistic` to raw densities have autocorrelated residuals because the curve has no
      offset and they have: of the simulated plate all 96 have them with `logistic`, and none with
      `logistic-offset`.
      """
  }
}
