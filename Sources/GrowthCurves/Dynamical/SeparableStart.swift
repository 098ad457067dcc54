internal import Dynamics
internal import LeastSquares

/// Start values of an equation dN/dt = r·g(N): for a supposed g, r·t = ∫dN/g is a function of the
/// size, and a weighted line through its values at the observed sizes gives r and N0.
struct SeparableStart {
  let data: StartData

  /// r and N0 for g = `shape`, of sizes in the interval between its roots around `inside`; `nil`
  /// when there are too few, or when they run against the direction of the equation.
  func line(_ shape: FactoredRate, around inside: Double) -> (rate: Double, initial: Double)? {
    let interval = shape.interval(around: inside)
    let margin = 1e-9 * inside.magnitude
    let line = data.line { size in
      guard size > interval.lower + margin, size < interval.upper - margin else { return nil }
      let speed = shape.rate(size)
      return (shape.time(size), speed * speed)
    }
    guard let line, line.slope > 0 else { return nil }
    let initial = shape.size(at: line.intercept, around: inside)
    guard initial.isFinite, initial > 0, line.slope.isFinite else { return nil }
    return (line.slope, initial)
  }

  /// Candidates by the sum of squares of their curves, the best first.
  func ranked(_ candidates: [[Double]], _ model: some DynamicalModel) -> [[Double]] {
    let stride = max(1, data.times.count / 40)
    let kept = Swift.stride(from: 0, to: data.times.count, by: stride)
    let times = kept.map { data.times[$0] }
    var found: [(squares: Double, start: [Double])] = []
    for start in candidates where start.allSatisfy({ $0.isFinite }) {
      let domains = model.parameters.map { $0.domain }
      let inside = zip(domains, start).map { $0.clamped($1) }
      let sizes = model.population.trajectory(
        Array(inside.dropLast()), from: [inside[inside.count - 1]], at: times,
        solver: Self.solver
      ).sizes[0]
      var squares = 0.0
      for (i, size) in zip(kept, sizes) {
        let weight = data.weights.isEmpty ? 1 : data.weights[i]
        squares += weight * (size - data.sizes[i]) * (size - data.sizes[i])
      }
      if squares.isFinite { found.append((squares, inside)) }
    }
    return found.sorted { $0.squares < $1.squares }.prefix(Self.most).map { $0.start }
  }

  /// How many are worth a fit.
  private static let most = 5

  /// A look is not a fit.
  private static let solver = ODESolver(
    tolerance: ODETolerance(absolute: 1e-6, relative: 1e-6), maximumSteps: 1_000)

  /// A size to measure others by, positive.
  var unit: Double {
    let largest = max(data.highest.magnitude, data.lowest.magnitude)
    return largest > 0 ? largest : 1
  }

  /// Something where no candidate has a finite curve.
  var plain: (rate: Double, initial: Double) { (1 / data.duration, unit / 2) }
}
