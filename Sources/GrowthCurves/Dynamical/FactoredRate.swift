internal import RealModule

/// An autonomous equation whose rate is a polynomial with different real roots: its solution is
/// known as a time in terms of the size.
///
/// ```
/// dN/dt = c·∏(N − ρᵢ),   t(N) = Σ ln|N − ρᵢ| / (c·∏_{j≠i}(ρᵢ − ρⱼ)) + const
/// ```
///
/// Between two roots t(N) is monotone.
struct FactoredRate {
  let leading: Double
  /// Ascending.
  let roots: [Double]
  /// 1/(c·∏_{j≠i}(ρᵢ − ρⱼ)): one over the derivative of the rate at each root.
  private let factors: [Double]

  init(leading: Double, roots: [Double]) {
    let roots = roots.sorted()
    self.leading = leading
    self.roots = roots
    factors = roots.map { root in
      1 / (leading * roots.reduce(1) { $1 == root ? $0 : $0 * (root - $1) })
    }
  }

  func rate(_ size: Double) -> Double { roots.reduce(leading) { $0 * (size - $1) } }

  /// dN/dt's slope at a root: the rate at which deviations from it grow.
  func growthRate(at index: Int) -> Double { 1 / factors[index] }

  /// t(N), up to a constant of the interval between two roots.
  func time(_ size: Double) -> Double {
    zip(roots, factors).reduce(0) { $0 + Double.log((size - $1.0).magnitude) * $1.1 }
  }

  /// The time from one size to another in the same interval between roots.
  func time(from start: Double, to end: Double) -> Double { time(end) - time(start) }

  /// The roots around a size; infinite beyond the outermost.
  func interval(around size: Double) -> (lower: Double, upper: Double) {
    (roots.last { $0 < size } ?? -.infinity, roots.first { $0 > size } ?? .infinity)
  }

  /// The size of the interval around `inside` at which t(N) has a value.
  func size(at time: Double, around inside: Double) -> Double {
    let interval = interval(around: inside)
    let rises = rate(inside) > 0
    // In distances from the nearer end, so that sizes near a root keep their digits.
    var low = interval.lower.isFinite ? interval.lower : min(0, 2 * inside - interval.upper)
    var high = interval.upper.isFinite ? interval.upper : 1e3 * inside.magnitude
    for _ in 0..<200 {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if (self.time(middle) < time) == rises { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
