internal import Activations

/// What the curves with a lag time share: a sigmoid S(z) times the capacity A, whose steepest
/// tangent has the slope μ and meets 0 at λ.
///
/// ```
/// N(t) = A·S(z),  z = (g·μ/A)(t − λ) − c
/// ```
///
/// S is a growth curve with L = 1, k = 1 and x0 = 0, so that its inflection is at z = 0; g is one
/// over its slope there, and c = g·S(0).
struct LagCurve<Curve: GrowthCurve> {
  /// A, μ and λ.
  let capacity: Double
  let maximumRate: Double
  let lag: Double
  /// g.
  let steepness: Double
  /// c.
  let shift: Double
  /// The parameters of S.
  let standard: [Double]
  /// d ln g/dν, where S has a shape ν; dc/dν is 1.
  let steepnessSlope: Double

  init(
    _ p: Span<Double>, steepness: Double, shift: Double, shape: Double? = nil,
    steepnessSlope: Double = 0
  ) {
    capacity = p[0]
    maximumRate = p[1]
    lag = p[2]
    self.steepness = steepness
    self.shift = shift
    self.steepnessSlope = steepnessSlope
    standard = [1, 1, 0] + (shape.map { [$0] } ?? [])
  }

  /// k, the derivative of z in time.
  var rate: Double { steepness * maximumRate / capacity }

  func argument(at time: Double) -> Double { rate * (time - lag) - shift }

  private func arguments(at times: Span<Double>) -> [Double] {
    let rate = self.rate
    var z = [Double](repeating: 0, count: times.count)
    for i in 0..<times.count { z[i] = rate * (times[i] - lag) - shift }
    return z
  }

  func sizes(at times: Span<Double>, into sizes: inout MutableSpan<Double>) {
    Curve.values(at: arguments(at: times).span, standard.span, into: &sizes)
    for i in 0..<times.count { sizes[i] *= capacity }
  }

  func gradient(at times: Span<Double>, into columns: inout MutableSpan<Double>) {
    Curve.gradient(at: arguments(at: times).span, standard.span, into: &columns)
    applyChainRule(at: times, to: &columns)
  }

  func sizesAndGradient(
    at times: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    Curve.gradient(at: arguments(at: times).span, standard.span, into: &columns)
    // The column of the capacity is S itself.
    for i in 0..<times.count { sizes[i] = columns[i] * capacity }
    applyChainRule(at: times, to: &columns)
  }

  /// From the columns S, zS′, −S′ (and ∂S/∂ν) to those of A, μ, λ (and ν).
  private func applyChainRule(at times: Span<Double>, to columns: inout MutableSpan<Double>) {
    let n = times.count
    let rate = self.rate
    let hasShape = standard.count > 3
    for i in 0..<n {
      let distance = times[i] - lag
      let slope = -columns[2 * n + i]
      columns[i] -= slope * (rate * distance)
      columns[n + i] = slope * steepness * distance
      columns[2 * n + i] = -slope * steepness * maximumRate
      if hasShape {
        let shapeSlope = rate * distance * steepnessSlope - 1
        columns[3 * n + i] = capacity * (columns[3 * n + i] + slope * shapeSlope)
      }
    }
  }
}
