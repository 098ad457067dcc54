import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// Derived quantities against integrals, closed forms and error propagation done otherwise.
struct DerivedQuantityTests {
  /// A fit that must end at `p`: all but the first parameter are held there.
  static func held(_ model: any GrowthModel, _ p: [Double], _ times: [Double]) throws -> GrowthFit {
    let others = zip(model.parameters, p).dropFirst()
    let options = GrowthFitOptions(
      domains: Dictionary(uniqueKeysWithValues: others.map { ($0.symbol, .fixed($1)) }))
    let series = try GrowthSeries(times: times, sizes: model.sizes(at: times, p))
    return GrowthFitter().fit(model, to: series, options: options)
  }

  /// ∫f by Simpson's rule, halved until two refinements agree (Richardson's remainder added).
  static func integral(
    _ f: (Double) -> Double, _ a: Double, _ b: Double, _ tolerance: Double, depth: Int = 0
  ) -> Double {
    let (middle, fa, fb) = ((a + b) / 2, f(a), f(b))
    let fm = f(middle)
    let whole = (b - a) / 6 * (fa + 4 * fm + fb)
    let left = (middle - a) / 6 * (fa + 4 * f((a + middle) / 2) + fm)
    let right = (b - middle) / 6 * (fm + 4 * f((middle + b) / 2) + fb)
    let rest = left + right - whole
    if depth > 5, rest.magnitude <= 15 * tolerance || depth > 40 { return left + right + rest / 15 }
    return integral(f, a, middle, tolerance / 2, depth: depth + 1)
      + integral(f, middle, b, tolerance / 2, depth: depth + 1)
  }

  @Test(
    "The area under the curve is its integral", arguments: GrowthModels.closedForm.map { $0.name })
  func area(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 81)
    for _ in 0..<40 {
      let (times, p) = RecoveryTests.draw(model, &stream, rates: 1...120)
      let fit = try Self.held(model, p, times)
      let area = try #require(fit.derived(.areaUnderCurve)?.estimate)
      let (first, last) = (times[0], times[times.count - 1])
      let expected = Self.integral(
        { model.size(at: $0, fit.values) }, first, last, 1e-13 * area.magnitude)
      #expect((area / expected - 1).magnitude <= 1e-10, "\(p)")
    }
  }

  @Test("Areas of what the random curves seldom are: extreme shapes, late starts, steep falls")
  func extremeAreas() throws {
    let cases: [(any GrowthModel, [Double], ClosedRange<Double>)] = [
      (MorganMercerFlodin(), [5, 1, 3, 0.05], 1e-6...40),
      (MorganMercerFlodin(), [5, 1, 3, 60], 0...40),
      (MorganMercerFlodin(), [5, 1, 3, 2], 30...31),
      (MorganMercerFlodin(), [5, 1, 3, 0.7], -10...40),
      (Weibull(), [5, 1, 0.3, 0.2], -10...40),
      (Weibull(), [5, 1, 0.3, 3], 2...2.1),
      (Weibull(), [5, 1, 0.3, 3], 2...200),
      (VonBertalanffy(), [5, 0.3, 10], 0...10.5),
      (VonBertalanffy(), [5, 0.3, -1], 0...0.1),
      (VonBertalanffyLength(), [5, 0.3, -1], 0...0.1),
      (VonBertalanffyLength(), [5, 30, -1], 0...40),
      (Verhulst(), [2, 100, 0.8], 0...20),
      (ThetaLogistic(), [2, 100, 0.8, 2], 0...20),
      (ThetaLogistic(), [2, 100, 0.8, 0.3], 0...20),
    ]
    for (model, p, range) in cases {
      let times = (0...20).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 20
      }
      let others = zip(model.parameters, p)
      let options = GrowthFitOptions(
        domains: Dictionary(uniqueKeysWithValues: others.map { ($0.symbol, .fixed($1)) }))
      let series = try GrowthSeries(times: times, sizes: model.sizes(at: times, p), origin: 0)
      let fit = GrowthFitter().fit(model, to: series, options: options)
      let area = try #require(fit.derived(.areaUnderCurve)?.estimate)
      // From the corner at the origin on, where Simpson's rule has derivatives.
      let corner = max(range.lowerBound, min(0, range.upperBound))
      let expected =
        Self.integral({ model.size(at: $0, p) }, range.lowerBound, corner, 1e-13 * area)
        + Self.integral({ model.size(at: $0, p) }, corner, range.upperBound, 1e-13 * area)
      #expect((area / expected - 1).magnitude <= 1e-9, "\(model.name) \(p) \(area) \(expected)")
    }
    // A step, and no change at all: no loop without an end, and no division by 0.
    let step = MorganMercerFlodin().area(from: 0, to: 40, [5, 1, 3, 1e300])
    #expect(try #require(step) == 3 + 5 * 37)
    let level = try #require(MorganMercerFlodin().area(from: 0, to: 40, [5, 1, 3, 1e-300]))
    #expect((level / (3 * 40) - 1).magnitude <= 1e-12)
    #expect(Weibull().area(from: 0, to: 40, [5, 1, 0.3, 1e-300]) == nil)
  }

  @Test("The area under the data is that of trapezoids through the means of replicates")
  func areaUnderData() throws {
    let series = try GrowthSeries(
      times: [0, 1, 1, 3, 4, 8], sizes: [1, 2, 4, 5, 7, 8])
    // (1+3)/2 + 2·(3+5)/2 + (5+7)/2 + 4·(7+8)/2
    let area = try #require(
      GrowthFitter().fit(Exponential(), to: series).derived(.areaUnderData))
    #expect(area.estimate == 46)
    #expect(area.standardError == nil)
  }

  @Test("Above a background the specific rate is greatest inside", arguments: [0.01, 0.3, 2, 50])
  func interiorSpecificRate(_ background: Double) throws {
    // kσ(1 − σ)/(c + σ) is greatest where σ² + 2cσ − c = 0, with c = C/L.
    for (rate, midpoint) in [(0.5, 40.0), (2, 31.7), (15, 50.4), (1500, 50.4)] {
      let p = [3, rate, midpoint, 3 * background]
      var fit = try Self.held(LogisticOffset(), p, (0...100).map { Double($0) })
      // A rise of 2 %, or from one reading to the next, may be no growth; here it is.
      fit.verdicts = [.ok]
      let share = (background * background + background).squareRoot() - background
      let expected = rate * share * (1 - share) / (background + share)
      let found = try #require(fit.derived(.maximumSpecificRate)?.estimate)
      #expect((found / expected - 1).magnitude <= 1e-9, "\(p)")
      let doubling = try #require(fit.derived(.minimumDoublingTime)?.estimate)
      #expect((doubling / (log(2) / expected) - 1).magnitude <= 1e-9)
    }
  }

  @Test("Times in seconds since 1970 are late beside their span, and no reason to search forever")
  func lateTimes() throws {
    let p = [3, 0.5, 1.7e9 + 4, 1]
    let fit = try Self.held(LogisticOffset(), p, (0...40).map { 1.7e9 + Double($0) / 4 })
    let share = (1.0 / 9 + 1.0 / 3).squareRoot() - 1.0 / 3
    let expected = 0.5 * share * (1 - share) / (1.0 / 3 + share)
    let found = try #require(fit.derived(.maximumSpecificRate)?.estimate)
    #expect((found / expected - 1).magnitude <= 1e-9)
  }

  @Test(
    "Steep curves have their specific rate, though their first sizes underflow",
    arguments: ["logistic", "verhulst", "richards"], [5, 14.9, 15.2, 40.0])
  func steep(_ name: String, _ rate: Double) throws {
    let model = try #require(GrowthModels.named(name))
    let p =
      switch name {
      case "verhulst": [3, max(3 * exp(-50 * rate), .leastNonzeroMagnitude), rate]
      case "richards": [3, rate, 50, 1.25]
      default: [3, rate, 50]
      }
    let fit = try Self.held(model, p, (0...100).map { Double($0) })
    let found = try #require(fit.derived(.maximumSpecificRate)?.estimate)
    #expect((found / (name == "richards" ? rate / 1.25 : rate) - 1).magnitude <= 1e-9)
  }

  @Test("Standard errors follow from the covariance by the derivatives on paper")
  func errors() throws {
    var stream = RandomStream(seed: 82)
    let times = (0...30).map { Double($0) }
    for _ in 0..<20 {
      let truth = [2 + stream.uniform(), 0.4 + 0.4 * stream.uniform(), 12 + 6 * stream.uniform()]
      let sizes = Logistic().sizes(at: times, truth).map {
        $0 + stream.normal(standardDeviation: 0.05)
      }
      let fit = GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
      let covariance = try #require(fit.covariance)
      let (l, k, x0) = (fit.values[0], fit.values[1], fit.values[2])
      let share = 1 / (1 + exp(k * x0))
      let slope = l * share * (1 - share)
      let gradients: [(DerivedQuantity.Kind, [Double])] = [
        (.carryingCapacity, [1, 0, 0]), (.inflectionTime, [0, 0, 1]),
        (.inflectionSize, [0.5, 0, 0]), (.maximumRate, [k / 4, l / 4, 0]),
        (.intrinsicRate, [0, 1, 0]), (.lagTime, [0, 2 / (k * k), 1]),
        (.riseTime10to90, [0, -log(81) / (k * k), 0]),
        (.initialSize, [share, -slope * x0, -slope * k]),
      ]
      for (kind, gradient) in gradients {
        var variance = 0.0
        for i in 0..<3 {
          for j in 0..<3 { variance += gradient[i] * covariance[i * 3 + j] * gradient[j] }
        }
        let quantity = try #require(fit.derived(kind))
        let error = try #require(quantity.standardError)
        #expect((error / variance.squareRoot() - 1).magnitude <= 1e-5, "\(kind)")
        #expect(quantity.upper == quantity.estimate! + fit.tQuantile * error)
        #expect(quantity.lower == quantity.estimate! - fit.tQuantile * error)
      }
    }
  }

  @Test("An exponential has a doubling time and no capacity, inflection or lag")
  func exponential() throws {
    let times = (0...20).map { Double($0) }
    let sizes = Exponential().sizes(at: times, [0.5, 0.2]).enumerated().map { index, size in
      size + 0.05 * Double(index * 3 % 7 - 3)
    }
    let fit = GrowthFitter().fit(Exponential(), to: try GrowthSeries(times: times, sizes: sizes))
    let r = fit.values[1]
    let doubling = try #require(fit.derived(.minimumDoublingTime))
    #expect((doubling.estimate! / (log(2) / r) - 1).magnitude <= 1e-12)
    let error = log(2) / (r * r) * fit.parameters[1].standardError!
    #expect((doubling.standardError! / error - 1).magnitude <= 1e-5)
    for kind in [DerivedQuantity.Kind.carryingCapacity, .inflectionTime, .lagTime, .maximumRate] {
      #expect(fit.derived(kind)?.estimate == nil)
    }
  }
}
