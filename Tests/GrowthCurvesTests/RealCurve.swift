import Foundation
import GrowthCurves
import Statistics

/// The curve of a real well with growth, from which wells can be simulated.
struct RealCurve: Sendable {
  var times: [Double]
  /// Of a logistic curve above an offset.
  var parameters: [Double]
  /// The standard deviation of the well's own noise, by how its readings differ from the line between
  /// their neighbours (Gasser, Sroka and Jennen-Steinmetz 1986): not less than it is, for the growth's
  /// own bend is in it.
  var noise: Double

  private static let plates = [
    "bactgrowth_wide", "kinbiont_plate_wide", "kinbiont_gut_coculture_wide",
    "qurve_2fma_pputida_wide", "grofit_dose_wide",
  ]

  /// One for each well of five data sets that such a curve describes to 90 % and more; fast and slow,
  /// with rises from 0.0075 to 6.
  static func all() throws -> [RealCurve] {
    let fitter = GrowthFitter()
    return try plates.flatMap { plate in
      try PlateSeries.names(plate).compactMap { name in
        let (times, sizes) = try PlateSeries.read(plate, name)
        let fit = fitter.fit(
          LogisticOffset(), to: try GrowthSeries(name: name, times: times, sizes: sizes))
        guard fit.status == .converged, (fit.statistics?.rSquared ?? 0) > 0.9,
          !fit.verdicts.contains(.noGrowth), !fit.verdicts.contains(.declining)
        else { return nil }
        let squares = (1..<sizes.count - 1).reduce(0) { sum, i in
          let bend = sizes[i] - (sizes[i - 1] + sizes[i + 1]) / 2
          return sum + bend * bend
        }
        let noise = (squares / 1.5 / Double(sizes.count - 2)).squareRoot()
        return RealCurve(times: times, parameters: fit.values, noise: noise)
      }
    }
  }

  /// The sizes of a simulated well, and how much the curve rises in standard deviations of its noise.
  ///
  /// The noise has a standard deviation of 0.001 to 0.01 everywhere, and 1 to 2 % of the size: more
  /// than plate readers have, so that there is something to find.
  ///
  /// - Parameters:
  ///   - count: as many times, evenly spread; `nil` for the times of the real well.
  ///   - hasOwnNoise: whether the noise is the real well's instead.
  func well(
    count: Int?, hasOwnNoise: Bool = false, _ stream: inout RandomStream
  ) -> (times: [Double], sizes: [Double], rise: Double) {
    let first = times[0]
    let last = times[times.count - 1]
    let chosen =
      count.map { count in
        (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
      } ?? times
    let curve = LogisticOffset().sizes(at: chosen, parameters)
    let absolute = hasOwnNoise ? noise : 0.001 * stream.power(0...1)
    let relative = hasOwnNoise ? 0 : 0.01 + 0.01 * stream.uniform()
    var sizes: [Double] = []
    for size in curve {
      sizes.append(
        size * (1 + stream.normal(standardDeviation: relative))
          + stream.normal(standardDeviation: absolute))
    }
    let middle = relative * (curve[0] + curve[curve.count - 1]) / 2
    let noise = (absolute * absolute + middle * middle).squareRoot()
    return (chosen, sizes, (curve[curve.count - 1] - curve[0]) / noise)
  }
}
