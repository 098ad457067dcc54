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

  @Test("Few sizes: growth stands out when n·ln(TSS/RSS) passes 7 + 3p", arguments: [0.999, 1.001])
  func fewSizes(_ factor: Double) throws {
    let prepared = PlacedScatter([4, 0.8, 10, 0.5], count: 10)
    // TSS = RSS + the curve's own squares.
    let mean = prepared.sizes.reduce(0, +) / 10
    let rise = prepared.sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let length = (rise / (exp(factor * 19 / 10) - 1)).squareRoot()
    let fit = try prepared.fit(scatterLength: length)
    let statistics = try #require(fit.statistics)
    #expect((statistics.residualSumOfSquares / (length * length) - 1).magnitude <= 1e-6)
    #expect(fit.verdicts.contains(.noGrowth) == (factor < 1))
  }

  @Test("A rise counts from 5 % of the greatest size on", arguments: [0.999, 1.001])
  func leastRise(_ factor: Double) throws {
    // Exact curves: the noise has no part in it.
    let times = (0...40).map { Double($0) }
    let curve = Logistic().sizes(at: times, [1, 0.5, 20])
    let lowest = curve[40] * (1 / (0.05 * factor) - 1) - curve[0] / (0.05 * factor)
    let sizes = curve.map { $0 + lowest }
    #expect((1 - sizes[0] / sizes[40] - 0.05 * factor).magnitude < 1e-9)
    let fit = GrowthFitter().fit(
      LogisticOffset(), to: try GrowthSeries(times: times, sizes: sizes))
    #expect(fit.verdicts == (factor < 1 ? [.noGrowth] : [.ok]))
    // Falling from above is the same.
    let falling = GrowthFitter().fit(
      LogisticOffset(), to: try GrowthSeries(times: times, sizes: sizes.reversed()))
    #expect(falling.verdicts == (factor < 1 ? [.noGrowth] : [.declining]))
  }

  @Test("Rounded sizes must rise by three steps", arguments: [1, 2, 4, 5])
  func leastSteps(_ steps: Int) throws {
    let times = (0..<60).map { Double($0) }
    let curve = Logistic().sizes(at: times, [Double(steps), 0.2, 30])
    let sizes = curve.map { ($0.rounded() * 0.001) }
    let fit = GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
    #expect(fit.verdicts.contains(.noGrowth) == (steps < 3))
  }

  @Test("Residuals are autocorrelated when their correlation is 0.6 and passes its level")
  func autocorrelation() throws {
    var flagged = 0
    for index in 0..<200 {
      var stream = RandomStream(seed: 73, substream: index)
      let count = 20 + 10 * stream.integer(below: 5)
      let times = (0..<count).map { 24 * Double($0) / Double(count - 1) }
      let phi = stream.uniform()
      var error = 0.0
      var sizes = Logistic().sizes(at: times, [4, 0.8, 10])
      for i in sizes.indices {
        error = phi * error + stream.normal(standardDeviation: 0.02)
        sizes[i] += error
      }
      let fit = GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
      let residuals = zip(times, sizes).map { $1 - fit.size(at: $0) }
      let products = zip(residuals, residuals.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
      let correlation = products / residuals.reduce(0) { $0 + $1 * $1 }
      let isLarge = correlation >= 0.6 && correlation * Double(count).squareRoot() > 3.09
      let factor = ((1 + correlation) / (1 - correlation)).squareRoot()
      let verdict = Verdict.autocorrelatedResiduals(limitFactor: (10 * factor).rounded() / 10)
      #expect(fit.verdicts == (isLarge ? [verdict] : [.ok]), "\(index) \(correlation)")
      guard isLarge else { continue }
      flagged += 1
      #expect(verdict.explanation.hasSuffix("factor of about \((10 * factor).rounded() / 10)"))
    }
    #expect((20...120).contains(flagged))
  }

  @Test("A single reading makes no growth, two do", arguments: [10, 40])
  func singleReading(_ count: Int) throws {
    var stream = RandomStream(seed: 74)
    let times = (0..<count).map { Double($0) }
    let noise = times.map { _ in stream.normal(standardDeviation: 0.002) }
    for (position, isGrowth) in [(0, false), (count - 1, false), (count - 3, true)] {
      // A first reading that is low, a last one that is high, the last three.
      let sizes = times.indices.map { i in
        0.1 + noise[i] + ((position == 0 ? i > 0 : i >= position) ? 0.1 : 0)
      }
      let fit = GrowthFitter().fit(
        LogisticOffset(), to: try GrowthSeries(times: times, sizes: sizes))
      #expect(fit.verdicts.contains(.noGrowth) != isGrowth, "\(position) \(fit.verdicts)")
    }
  }

  @Test("Growth before a collapse and after a fall is growth")
  func humps() throws {
    var stream = RandomStream(seed: 75)
    let times = (0..<120).map { Double($0) / 4 }
    let noise = times.map { _ in stream.normal(standardDeviation: 0.004) }
    let rise = Logistic().sizes(at: times, [1, 0.9, 10])
    let lysis = Logistic().sizes(at: times, [1, -1.5, 20])
    let fall = Logistic().sizes(at: times, [0.3, -1, 3])
    let late = Logistic().sizes(at: times, [0.4, 0.5, 25])
    for sizes in [
      zip(rise, lysis).map { 0.1 + $0 * $1 }, zip(fall, late).map { 0.1 + $0 + $1 },
    ] {
      let series = try GrowthSeries(times: times, sizes: zip(sizes, noise).map { $0 + $1 })
      let fit = GrowthFitter().fit(LogisticOffset(), to: series)
      #expect(!fit.verdicts.contains(.noGrowth), "\(fit.verdicts)")
    }
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

  @Test("A search that runs away is not converged, and the verdict says that there is no minimum")
  func notConverged() throws {
    // Exponential growth is a logistic curve without a capacity.
    let times = (0...20).map { Double($0) }
    let series = try GrowthSeries(times: times, sizes: Exponential().sizes(at: times, [1, 0.5]))
    let fit = GrowthFitter().fit(Logistic(), to: series)
    #expect(fit.status == .notConverged)
    let termination = try #require(fit.convergence?.termination)
    #expect(!termination.isConverged)
    #expect(fit.verdicts.first == .notConverged(reason: "unbounded"))
    #expect(fit.verdicts.contains(.plateauNotObserved))
    #expect(fit.verdicts.contains(.unidentified(parameter: "L")))
    // Eight starts of thirty iterations, and some to get farther.
    #expect(try #require(fit.convergence).iterations < 500)
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
      if fit.verdicts.contains(.noGrowth) { flagged += 1 }
    }
    // Found: 500. NoGrowthRateTests have the rates.
    #expect(flagged >= 499)
  }
}
