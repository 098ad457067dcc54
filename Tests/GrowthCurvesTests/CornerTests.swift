import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// A curve with corners has its least sum of squares on a corner of that, often.
struct CornerTests {
  static let times = (0..<30).map { 24 * Double($0) / 29 }

  /// Three phases with errors that are a share of the size.
  static func series(_ index: Int, error: Double) throws -> GrowthSeries {
    var stream = RandomStream(seed: 95, substream: index)
    let p = [0.01, 2, 0.5, 4 + 3 * stream.uniform()]
    let sizes = Buchanan().sizes(at: times, p)
    let noisy = sizes.map { $0 * exp(stream.normal(standardDeviation: error)) }
    return try GrowthSeries(times: times, sizes: noisy, weights: sizes.map { 1 / ($0 * $0) })
  }

  static func squares(_ series: GrowthSeries, _ p: [Double]) -> Double {
    zip(series.weights, zip(series.sizes, Buchanan().sizes(at: series.times, p)))
      .reduce(0) { $0 + $1.0 * ($1.1.0 - $1.1.1) * ($1.1.0 - $1.1.1) }
  }

  /// The lowest sum of squares that single and paired steps reach from a point, halved down to
  /// 10⁻⁷ of the parameters: slow, but blind to corners.
  static func walk(_ series: GrowthSeries, from start: [Double]) -> Double {
    let steps: [[Double]] = (0..<81).compactMap { code in
      let digits = [code % 3, code / 3 % 3, code / 9 % 3, code / 27].map { Double($0) - 1 }
      let moved = digits.count { $0 != 0 }
      return moved == 1 || moved == 2 ? digits : nil
    }
    var point = start
    var least = squares(series, point)
    var reach = 1e-2
    while reach > 1e-7 {
      var hasMoved = false
      for step in steps {
        let next = point.indices.map { point[$0] * (1 + reach * step[$0]) }
        let value = squares(series, next)
        if value < least * (1 - 1e-12) {
          (least, point, hasMoved) = (value, next, true)
        }
      }
      if !hasMoved { reach /= 2 }
    }
    return least
  }

  @Test("Every fit ends at a minimum, and no walk from there goes lower", arguments: [0.05, 0.2])
  func minima(_ error: Double) throws {
    let fitter = GrowthFitter()
    var corners = 0
    for index in 0..<100 {
      let series = try Self.series(index, error: error)
      let fit = fitter.fit(Buchanan(), to: series)
      #expect(fit.status == .converged, "\(index)")
      let squares = try #require(fit.statistics?.residualSumOfSquares)
      #expect((squares / Self.squares(series, fit.values) - 1).magnitude < 1e-12)
      #expect(Self.walk(series, from: fit.values) >= squares * (1 - 1e-6), "\(index)")
      guard fit.convergence?.termination == .corner else { continue }
      corners += 1
      // A corner of the curve lies on an observation, to the last place.
      let end = fit.values[3] + log(fit.values[1] / fit.values[0]) / fit.values[2]
      let distance = series.times.map { min(($0 - fit.values[3]).magnitude, ($0 - end).magnitude) }
      #expect(distance.min()! <= 1e-13 * 24)
      #expect(fit.parameters.allSatisfy { $0.standardError ?? 0 > 0 })
    }
    // Found: 3 of 100 with 5 % errors, 16 with 20 %.
    #expect((1...40).contains(corners))
  }

  @Test("With a parameter held, corners are left to the solver")
  func held() throws {
    let series = try Self.series(0, error: 0.1)
    let options = GrowthFitOptions(domains: ["lambda": .fixed(5)])
    let fit = GrowthFitter().fit(Buchanan(), to: series, options: options)
    #expect(fit.values[3] == 5)
    #expect(fit.parameters[3].isFixed)
  }

  @Test("A form by corners describes the same curve, and its slopes are those of the curve")
  func form() throws {
    let form = try #require(Buchanan().cornered)
    let p = [0.02, 3, 0.7, 5.5]
    let point = try #require(form.parameters(p))
    let (values, slopes) = try #require(form.model(point))
    for (a, b) in zip(values, p) { #expect((a / b - 1).magnitude < 1e-14) }
    for k in 0..<4 {
      for j in 0..<4 {
        let difference = derivative(at: point[k], step: 1e-3 * point[k]) { value in
          var moved = point
          moved[k] = value
          return form.model(moved)!.values[j]
        }
        #expect((slopes[4 * j + k] - difference).magnitude <= 1e-9 * (1 + difference.magnitude))
      }
    }
    #expect(form.parameters([3, 0.02, 0.7, 5.5]) == nil, "no growth, no second corner")
    #expect(form.model([0.02, 3, 5, 4]) == nil, "the corners in the wrong order")
  }

  @Test("From its own estimates a fit comes back to them, and profile limits lie around them")
  func again() throws {
    let fitter = GrowthFitter()
    let symbols = Buchanan().parameters.map { $0.symbol }
    var (corners, found) = (0, 0)
    for index in 0..<60 {
      let series = try Self.series(index, error: 0.2)
      let fit = fitter.fit(
        Buchanan(), to: series, options: GrowthFitOptions(intervals: .profile))
      if fit.convergence?.termination == .corner { corners += 1 }
      let starts = Dictionary(uniqueKeysWithValues: zip(symbols, fit.values))
      let again = fitter.fit(
        Buchanan(), to: series, options: GrowthFitOptions(startValues: starts))
      for (value, wanted) in zip(again.values, fit.values) {
        #expect((value / wanted - 1).magnitude <= 1e-6, "\(index)")
      }
      for parameter in fit.parameters {
        for limit in [
          parameter.lower.map { parameter.estimate - $0 },
          parameter.upper.map { $0 - parameter.estimate },
        ] {
          guard let limit else { continue }
          #expect(limit > 0, "\(index) \(parameter.parameter.symbol)")
          found += 1
        }
      }
    }
    #expect(corners > 5)
    // Found: 472 of 480; on its way around corners a profile may get stuck, and the limit is not known
    // then.
    #expect(found >= 460)
  }
}
