import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import TestSupport
import Testing

/// Where other tools fail their users: each a case that must not happen here.
///
/// | tool | what it does | test |
/// | --- | --- | --- |
/// | growthcurver | trimmed times with a blank fail every well | `LaboratoryDefectTests.trimWithBlanks` |
/// | | one missing reading gives zeros | `LaboratoryDefectTests.missingReading` |
/// | | failure is zeros | `FailureDefectTests.failuresAreNotZeros` |
/// | | there is no lag | `FailureDefectTests.lag` |
/// | | 96 wells are built in | `PlateLayoutTests.platesOfEverySize` |
/// | QurvE | the steepest slope is noise at low density | `ModelFreeNoiseTests.lowDensityNoise` |
/// | | differing times and gaps break tidy input | `LaboratoryDefectTests.differingTimes` |
/// | AMiGA | empty wells rank above bacteria | `PlateVerdictTests.ranks`, `negativeControl` |
/// | | … by any rate in a table | `FailureDefectTests.sortedByRate` |
/// | | sizes in the 10,000s break its defaults | `PlateVerdictTests.largeSizes` |
/// | lmfit | no limits where a parameter has bounds | `profileWithBounds` |
/// | R `confint` | a limit far inside the true one | `limitsAreNeverInside` |
/// | R `nls` | data without noise are an error | `exactData` |
/// | growthrates | wants start values | `noStartValues` |
/// | | a negative lag without explanation | `lagBeforeTheDataIsExplained` |
/// | Kinbiont | N0 is labelled as growth rate | `labelsFitTheirParameters` |
/// | scipy | from 1, 1, 1 a covariance of 2e16 | `startAtOnes` |
/// | gcplyr | rates of negative blanked densities | `ModelFreeNoiseTests.negativeDensities` |
struct DefectsElsewhereTests {
  private func logisticSeries(noise: Double, seed: UInt32 = 8) throws -> GrowthSeries {
    var stream = RandomStream(seed: seed)
    let times = (0..<40).map { Double($0) / 2 }
    let curve = Logistic().sizes(at: times, [1200, 0.8, 9])
    return try GrowthSeries(
      times: times, sizes: curve.map { $0 + stream.normal(standardDeviation: noise) })
  }

  /// scipy's curve_fit from its default start 1, 1, 1 ends on the spot with a covariance of 2e16.
  @Test func startAtOnes() throws {
    let series = try logisticSeries(noise: 10)
    let expected = GrowthFitter().fit(Logistic(), to: series)
    let fit = GrowthFitter().fit(
      Logistic(), to: series,
      options: GrowthFitOptions(startValues: ["L": 1, "k": 1, "x0": 1]))
    #expect(fit.status == .converged)
    for (a, b) in zip(fit.parameters, expected.parameters) {
      #expect((a.estimate / b.estimate - 1).magnitude < 1e-9)
      #expect((try #require(a.standardError) / b.standardError! - 1).magnitude < 1e-6)
    }
  }

  /// lmfit's conf_interval fails when a parameter has bounds. A bound that the data respect changes no
  /// limit; one that cuts into the interval is its end.
  @Test func profileWithBounds() throws {
    let series = try logisticSeries(noise: 10)
    let free = GrowthFitter().fit(
      Logistic(), to: series, options: GrowthFitOptions(intervals: .profile))
    var options = GrowthFitOptions(intervals: .profile)
    options.domains = ["L": .above(0), "k": .interval(lower: 0, upper: 5)]
    let bounded = GrowthFitter().fit(Logistic(), to: series, options: options)
    for (a, b) in zip(bounded.parameters, free.parameters) {
      #expect((try #require(a.lower) / b.lower! - 1).magnitude < 1e-8)
      #expect((try #require(a.upper) / b.upper! - 1).magnitude < 1e-8)
    }
    let rate = free.parameters[1]
    options.domains["k"] = .interval(lower: rate.estimate * 0.9999, upper: 5)
    let cut = GrowthFitter().fit(Logistic(), to: series, options: options).parameters[1]
    #expect(cut.lower == nil && cut.limits.isLowerUnbounded)
    #expect((try #require(cut.upper) / rate.upper! - 1).magnitude < 1e-8)
  }

  /// R 4.2's confint on a logistic can return a limit far inside the true one without a word. Over
  /// hard cases (few points, no plateau) every limit lies where the criterion reaches the level.
  @Test func limitsAreNeverInside() throws {
    var stream = RandomStream(seed: 12)
    var limits = 0
    for _ in 0..<200 {
      let count = 6 + stream.integer(below: 6)
      let times = (0..<count).map { Double($0) }
      let midpoint = 0.5 * Double(count) * (0.8 + stream.uniform())
      let curve = Logistic().sizes(at: times, [100, 0.3 + stream.uniform(), midpoint])
      let series = try GrowthSeries(
        times: times, sizes: curve.map { $0 + stream.normal(standardDeviation: 3) })
      let fit = GrowthFitter().fit(
        Logistic(), to: series, options: GrowthFitOptions(intervals: .profile))
      guard fit.status == .converged, let statistics = fit.statistics else { continue }
      let quantile = fit.tQuantile
      let level =
        statistics.residualSumOfSquares
        * (1 + quantile * quantile / Double(statistics.degreesOfFreedom))
      for estimate in fit.parameters {
        for limit in [estimate.lower, estimate.upper].compactMap({ $0 }) {
          var options = GrowthFitOptions()
          options.domains[estimate.parameter.symbol] = .fixed(limit)
          let held = GrowthFitter().fit(Logistic(), to: series, options: options)
          let squares = try #require(held.statistics).residualSumOfSquares
          #expect(squares >= level * (1 - 1e-3), "\(estimate.parameter.symbol) \(limit)")
          limits += 1
        }
      }
    }
    #expect(limits > 600)
  }

  /// R's nls is documented to fail on data without noise ("artificial zero-residual data").
  @Test func exactData() throws {
    let fit = GrowthFitter().fit(Logistic(), to: try logisticSeries(noise: 0))
    #expect(fit.status == .converged && fit.verdicts == [.ok])
    for (value, wanted) in zip(fit.values, [1200, 0.8, 9]) {
      #expect((value / wanted - 1).magnitude < 1e-12)
    }
    #expect(fit.parameters.allSatisfy { ($0.standardError ?? 0) < 1e-10 * $0.estimate })
  }

  /// growthrates wants start values from its user. Of its own data no well needs any: from no start,
  /// however good, is there a better fit.
  @Test(arguments: ["logistic", "logistic-offset", "gompertz", "richards"])
  func noStartValues(name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let fitter = GrowthFitter()
    for well in try PlateSeries.names("bactgrowth_wide") {
      let (times, sizes) = try PlateSeries.read("bactgrowth_wide", well)
      let series = try GrowthSeries(times: times, sizes: sizes)
      let fit = fitter.fit(model, to: series)
      let found = try #require(fit.statistics).residualSumOfSquares
      for (rate, middle) in [(0.2, 10.0), (0.5, 10), (1, 6), (1, 15)] {
        var options = GrowthFitOptions(
          startValues: ["L": sizes.max()!, "k": rate, "x0": middle, "nu": 1, "C": sizes.min()!])
        options.startValues = options.startValues.filter { symbol, _ in
          model.parameters.contains { $0.symbol == symbol }
        }
        let other = fitter.fit(model, to: series, options: options)
        let squares = try #require(other.statistics).residualSumOfSquares
        // A fit without a minimum ends somewhere on the way down, and says so.
        let slack = fit.status == .converged ? 1e-6 : 1e-3
        #expect(found <= squares * (1 + slack), "\(well) from \(rate), \(middle)")
      }
    }
  }

  /// growthrates gives a negative lag without explanation.
  @Test func lagBeforeTheDataIsExplained() throws {
    let times = (0..<20).map { Double($0) }
    let series = try GrowthSeries(
      times: times, sizes: Logistic().sizes(at: times, [2, 0.5, 2]))
    let fit = GrowthFitter().fit(Logistic(), to: series)
    let lag = try #require(fit.derived(.lagTime)?.estimate)
    #expect((lag + 2).magnitude < 1e-9)
    #expect(fit.remarks.contains { $0.contains("lag time lies before the first observation") })
    let later = try GrowthSeries(
      times: times, sizes: Logistic().sizes(at: times, [2, 0.8, 9]))
    #expect(GrowthFitter().fit(Logistic(), to: later).remarks.isEmpty)
  }

  /// Kinbiont labels N0 as growth rate: a parameter's label must fit what it is, and a size, a rate, a
  /// time scale with their units.
  @Test(arguments: GrowthModels.all.map { $0.name })
  func labelsFitTheirParameters(name: String) throws {
    let model = try #require(GrowthModels.named(name))
    for parameter in model.parameters {
      let meaning = parameter.meaning.lowercased()
      switch parameter.dimension {
      case .size:
        #expect(!meaning.contains("growth rate") && !meaning.contains("time of"), "\(parameter)")
      case .time: #expect(meaning.contains("time") || meaning.contains("lag"), "\(parameter)")
      case .rate, .absoluteRate: #expect(meaning.contains("rate"), "\(parameter)")
      case .shape: break
      }
    }
  }
}
