internal import LeastSquares
internal import RealModule

/// Start values of `VaryingCapacityGrowth`: for each of many periods and rates, linear least squares.
///
/// With u = 1/N the equation is linear, du/dt = −ru + r/K(t), and for given r and T so is its
/// solution in what is left: a decay e^{−rt}, a mean, a trend, and the answers to the season's first
/// two harmonics, whose phases are known.
///
/// ```
/// 1/(1 + a·sin φ) = (1 − 2β·sin φ − 2β²·cos 2φ + …)/√(1 − a²),   β = a/(1 + √(1 − a²))
/// ```
struct SeasonSearch {
  private let times: [Double]
  private let sizes: [Double]
  /// Square roots of the weights of 1/N: N²·√w.
  private let roots: [Double]
  private let solver = LeastSquaresSolver()

  /// - Parameter unit: a size of the order of the largest.
  init(data: StartData, unit: Double) {
    // Sizes near 0 say nothing of 1/N.
    let kept = data.times.indices.filter { data.sizes[$0] > 1e-3 * unit }
    times = kept.map { data.times[$0] }
    sizes = kept.map { data.sizes[$0] }
    roots = kept.map {
      data.sizes[$0] * data.sizes[$0] * (data.weights.isEmpty ? 1 : data.weights[$0].squareRoot())
    }
  }

  /// Start values for the rates, with the periods that describe the sizes best.
  func starts(rates: [Double], initial: Double) -> [[Double]] {
    guard times.count >= 8, let first = times.first, let last = times.last, last > first else {
      return []
    }
    // From one and a half times the span to two and a half observations.
    let most = min(max(1, Double(times.count) / 2.5), 40)
    let turns = Array(stride(from: 0.6, through: most, by: 0.2))
    var found: [(squares: Double, start: [Double])] = []
    for rate in rates {
      let looks = turns.map { look(period: (last - first) / $0, rate: rate, initial: initial) }
      for index in looks.indices {
        guard let own = looks[index] else { continue }
        let neighbours = [index - 1, index + 1].compactMap {
          looks.indices.contains($0) ? looks[$0]?.squares : nil
        }
        if neighbours.allSatisfy({ own.squares <= $0 }) { found.append(own) }
      }
    }
    return found.sorted { $0.squares < $1.squares }.prefix(12).map { $0.start }
  }

  private func look(
    period: Double, rate: Double, initial: Double
  ) -> (squares: Double, start: [Double])? {
    let frequency = 2 * Double.pi / period
    let (lag, secondLag) = (Double.atan(frequency / rate), Double.atan(2 * frequency / rate))
    let shapes: [(Double) -> Double] = [
      { Double.exp(-rate * $0) },
      { _ in 1 },
      { $0 },
      { Double.sin(frequency * $0 - lag) },
      { Double.cos(2 * frequency * $0 - secondLag) },
    ]
    let columns = shapes.map { shape in zip(roots, times).map { $0 * shape($1) } }
    let regression = LinearRegression(
      columns: columns, values: zip(roots, sizes).map { $0 / $1 })
    guard let (c, squares) = regression.solve(solver) else { return nil }
    let trend = -c[2]
    // The answer to a trend lags by 1/r.
    let mean = c[1] - trend / rate
    guard mean > 0 else { return nil }
    let beta = -c[3] / (2 * mean * Double.cos(lag))
    let swing = min(max(2 * beta / (1 + beta * beta), -0.9), 0.9)
    let capacity = 1 / (mean * (1 - swing * swing).squareRoot())
    let inverse = zip(c, shapes).reduce(0) { $0 + $1.0 * $1.1(0) }
    return (
      squares,
      [
        rate, capacity, beta.magnitude < 1 ? swing : (beta < 0 ? -0.9 : 0.9), period,
        trend / mean, inverse > 0 ? 1 / inverse : initial,
      ]
    )
  }
}
