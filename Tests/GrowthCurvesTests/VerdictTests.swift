import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// Each verdict at and around its threshold.
///
/// Residuals are placed exactly: added to a curve orthogonally to its tangent plane they leave the
/// fit where it is, whatever their size, so that standard errors and F are known beforehand.
struct VerdictTests {
  /// An exact logistic over the times up to `last`.
  static func exact(
    _ p: [Double], until last: Double, from first: Double = 0
  ) throws -> GrowthFit {
    let times = (0...20).map { first + (last - first) * Double($0) / 20 }
    let series = try GrowthSeries(times: times, sizes: Logistic().sizes(at: times, p))
    return GrowthFitter().fit(Logistic(), to: series)
  }

  @Test("The plateau is observed from 90 % of the rise on")
  func plateau() throws {
    // N = 0.9·L at k(t − x0) = ln 9.
    let at = 10 + log(9) / 0.8
    #expect(try Self.exact([4, 0.8, 10], until: at + 1e-6).verdicts == [.ok])
    #expect(try Self.exact([4, 0.8, 10], until: at - 1e-6).verdicts == [.plateauNotObserved])
  }

  @Test("The inflection is observed when it lies between the first and the last time")
  func inflection() throws {
    let late = try Self.exact([4, 0.8, 10], until: 10 - 1e-6).verdicts
    #expect(late == [.plateauNotObserved, .inflectionNotObserved])
    #expect(try Self.exact([4, 0.8, 10], until: 10 + 1e-6).verdicts == [.plateauNotObserved])
    #expect(try Self.exact([4, 0.8, 10], until: 30, from: 10 - 1e-6).verdicts == [.ok])
    let early = try Self.exact([4, 0.8, 10], until: 30, from: 10 + 1e-6).verdicts
    #expect(early == [.inflectionNotObserved])
  }

  @Test("A curve that ends lower than it began declines")
  func declining() throws {
    #expect(try Self.exact([4, -0.8, 10], until: 20).verdicts == [.declining])
    #expect(try Self.exact([-4, 0.8, 10], until: 20).verdicts == [.declining])
    #expect(try Self.exact([4, 0.8, 10], until: 20).verdicts == [.ok])
  }

  @Test(
    "A parameter is unidentified when its error exceeds the range, itself, or the span",
    arguments: 0..<3, [0.999, 1.001])
  func unidentified(_ parameter: Int, _ factor: Double) throws {
    // The data end before the inflection.
    let curve = [4, 0.2, 26, 0.5]
    let prepared = PlacedScatter(curve, count: 25)
    // SE = length·√(inverse/21) reaches its limit at this length; the range of the sizes depends
    // on the length itself.
    var length = 0.1
    var limit = 0.0
    for _ in 0..<200 {
      let sizes = prepared.sizes(scatterLength: length)
      limit = [sizes.max()! - sizes.min()!, 0.2, 24][parameter]
      length = limit * (21 / prepared.inverse[parameter]).squareRoot()
    }
    let fit = try prepared.fit(scatterLength: factor * length)
    #expect((fit.values[parameter] / curve[parameter] - 1).magnitude <= 1e-6)
    let error = try #require(fit.parameters[parameter].standardError)
    #expect((error / (factor * limit) - 1).magnitude <= 1e-5)
    let symbol = fit.parameters[parameter].parameter.symbol
    #expect(fit.verdicts.contains(.unidentified(parameter: symbol)) == (factor > 1))
  }

  @Test(
    "Growth stands out when F passes its quantile",
    // qf(0.999, 3, 21) and, for fewer than 10 degrees of freedom, qf(0.95, 3, 8).
    arguments: [(25, 7.938255045159833), (12, 4.066180550940879)], [0.999, 1.001])
  func growth(_ level: (count: Int, quantile: Double), _ factor: Double) throws {
    let prepared = PlacedScatter([4, 0.8, 10, 0.5], count: level.count)
    // F = (TSS − RSS)/3 / (RSS/(n − 4)), and TSS − RSS is that of the curve itself.
    let n = Double(level.count)
    let mean = prepared.sizes.reduce(0, +) / n
    let rise = prepared.sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let length = (rise / 3 * (n - 4) / (level.quantile * factor)).squareRoot()
    let fit = try prepared.fit(scatterLength: length)
    let statistics = try #require(fit.statistics)
    #expect((statistics.residualSumOfSquares / (length * length) - 1).magnitude <= 1e-6)
    #expect(fit.verdicts.contains(.noGrowth) == (factor < 1))
  }

  @Test("Equal sizes are no growth; too few times are too few")
  func counts() throws {
    func verdicts(_ times: [Double], _ sizes: [Double]) throws -> [Verdict] {
      GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes)).verdicts
    }
    #expect(try verdicts([0, 1, 2, 3], [2, 2, 2, 2]) == [.noGrowth])
    #expect(try verdicts([], []) == [.tooFewObservations(found: 0, needed: 3)])
    #expect(try verdicts([0, 1], [1, 2]) == [.tooFewObservations(found: 2, needed: 3)])
    #expect(
      try verdicts([0, 1, 1, 1], [1, 2, 3, 2]) == [.tooFewObservations(found: 2, needed: 3)])
    let three = try verdicts([0, 5, 10], [1, 3, 4])
    #expect(three.contains(.tooFewObservations(found: 3, needed: 4)))
  }

  @Test("A search that runs away is not converged, and the verdict says how it ended")
  func notConverged() throws {
    // Exponential growth is a logistic curve without a capacity.
    let times = (0...20).map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: Exponential().sizes(at: times, [1, 0.5]))
    let fit = GrowthFitter().fit(Logistic(), to: series)
    #expect(fit.status == .notConverged)
    let termination = try #require(fit.convergence?.termination)
    #expect(!termination.isConverged)
    #expect(fit.verdicts.first == .notConverged(reason: termination.description))
    #expect(fit.verdicts.contains(.plateauNotObserved))
  }

  @Test("Sums of squares beyond every number are out of range")
  func range() throws {
    var stream = RandomStream(seed: 71)
    let times = (0..<20).map { Double($0) }
    let sizes = Logistic().sizes(at: times, [4, 0.8, 10]).map {
      1e300 * ($0 + stream.normal(standardDeviation: 0.1))
    }
    let fit = GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
    #expect(fit.verdicts == [.outOfRange])
    #expect((fit.values[0] / 4e300 - 1).magnitude < 0.1)
  }

  @Test("Noise alone seldom looks like growth")
  func noise() throws {
    var stream = RandomStream(seed: 72)
    var flagged = 0
    for _ in 0..<500 {
      let sizes = (0..<40).map { _ in 0.1 + stream.normal(standardDeviation: 0.01) }
      let series = try GrowthSeries(times: (0..<40).map { Double($0) }, sizes: sizes)
      let fit = GrowthFitter().fit(Logistic(), to: series)
      if fit.verdicts != [.ok] { flagged += 1 }
    }
    // Found: 500. The curve has two more parameters than a constant, and chooses them.
    #expect(flagged >= 495)
  }
}
