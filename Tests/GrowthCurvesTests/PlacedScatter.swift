import Foundation
import GrowthCurves

/// A curve above an offset, a unit of scatter orthogonal to its tangent plane (and so to a
/// constant), and the diagonal of (JᵀJ)⁻¹.
struct PlacedScatter {
  let times: [Double]
  let sizes: [Double]
  let scatter: [Double]
  let inverse: [Double]

  init(_ curve: [Double], count: Int) {
    let times = (0..<count).map { 24 * Double($0) / Double(count - 1) }
    var columns = [Double](repeating: 0, count: 4 * count)
    var span = columns.mutableSpan
    LogisticOffset().gradient(at: times.span, curve.span, into: &span)
    let all = (0..<4).map { Array(columns[$0 * count..<($0 + 1) * count]) }
    self.times = times
    sizes = LogisticOffset().sizes(at: times, curve)
    scatter = Self.unit(Self.remainder(of: times.map { sin($0 * $0) }, beyond: all))
    // One over the square of what of a column the others do not explain.
    inverse = (0..<4).map { j in
      var others = all
      let column = others.remove(at: j)
      return 1 / Self.remainder(of: column, beyond: others).reduce(0) { $0 + $1 * $1 }
    }
  }

  /// What of a vector other vectors do not explain, by Gram and Schmidt, twice.
  static func remainder(of vector: [Double], beyond others: [[Double]]) -> [Double] {
    var basis: [[Double]] = []
    func reduced(_ vector: [Double]) -> [Double] {
      var rest = vector
      for direction in basis + basis {
        let product = zip(rest, direction).reduce(0) { $0 + $1.0 * $1.1 }
        rest = zip(rest, direction).map { $0 - product * $1 }
      }
      return rest
    }
    for other in others { basis.append(unit(reduced(other))) }
    return reduced(vector)
  }

  static func unit(_ vector: [Double]) -> [Double] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }

  func sizes(scatterLength: Double) -> [Double] {
    zip(sizes, scatter).map { $0 + scatterLength * $1 }
  }

  func fit(scatterLength: Double) throws -> GrowthFit {
    let series = try GrowthSeries(times: times, sizes: sizes(scatterLength: scatterLength))
    return GrowthFitter().fit(LogisticOffset(), to: series)
  }
}
