internal import LeastSquares
internal import RealModule

/// The search for the parameters and the variances.
struct CompetitionSearch {
  let problem: CompetitionProblem
  let weights: [[Double]]
  let ranges: [Double]
  let domains: [ParameterDomain]
  private let options: GrowthFitOptions
  private let parameters: [GrowthParameter]
  private let solver = LeastSquaresSolver()

  struct Result {
    var solution: LeastSquaresSolution
    /// Σ wr² of each species.
    var squares: [Double]
    var starts: Int
    var iterations: Int
    /// Whether the variances settled.
    var isSettled: Bool
  }

  init(
    _ series: [GrowthSeries], origin: Double, _ domains: [ParameterDomain],
    _ options: GrowthFitOptions, _ parameters: [GrowthParameter]
  ) {
    problem = CompetitionProblem(
      times: series.map { $0.times.map { $0 - origin } }, sizes: series.map { $0.sizes })
    weights = series.map { $0.weights }
    ranges = series.map { ($0.sizes.max() ?? 0) - ($0.sizes.min() ?? 0) }
    self.domains = domains
    self.options = options
    self.parameters = parameters
  }

  /// A fit that describes this share of the variation of both ends the search.
  private static let enough = 0.9

  func run() -> Result {
    let starts = CompetitionStart(problem: problem, weights: weights, solver: solver)
      .ranked(ranges: ranges, adjust: adjusted)
    var best: LeastSquaresSolution?
    var tried = 0
    var iterations = 0
    let quick = LeastSquaresOptions(maximumIterations: 100, usesFallbacks: false)
    for start in starts.prefix(min(4, options.maximumStarts)) {
      let solution = minimize(from: start, variances: variances(ratio: byRange), quick)
      tried += 1
      iterations += solution.iterations
      if best.map({ isBetter(solution, than: $0) }) ?? true { best = solution }
      if solution.termination.isConverged, describesEnough(squares(at: solution.parameters)) {
        break
      }
    }
    return settle(best!, starts: tried, iterations: iterations)
  }

  /// ln(σ₁²/σ₂²) at first: each species in units of its range.
  private var byRange: Double { 2 * Double.log(ranges[0] / ranges[1]) }

  /// Variances with a ratio, in the order of the squared ranges.
  private func variances(ratio logarithm: Double) -> [Double] {
    let half = Double.exp((logarithm - byRange) / 2)
    return [ranges[0] * ranges[0] * half, ranges[1] * ranges[1] / half]
  }

  /// Repeats fit and variances until they agree. Only the ratio of the two matters: the root of
  /// one function of its logarithm, found by secants.
  private func settle(
    _ begin: LeastSquaresSolution, starts: Int, iterations: Int
  ) -> Result {
    let thorough = LeastSquaresOptions(maximumIterations: 100, maximumGeodesicIterations: 0)
    var result = Result(
      solution: begin, squares: squares(at: begin.parameters), starts: starts,
      iterations: iterations, isSettled: false)
    var ratio = byRange
    var last: (ratio: Double, rest: Double)?
    for _ in 0..<40 where result.squares.allSatisfy({ $0.isFinite }) {
      // Residuals of rounding's size have no variance to speak of.
      if zip(result.squares, ranges).contains(where: { $0 < 1e-18 * $1 * $1 }) {
        result.isSettled = true
        break
      }
      let rest = found(result.squares) - ratio
      result.isSettled = rest.magnitude < 1e-9
      if result.isSettled, result.solution.termination.isConverged || last != nil { break }
      var step = rest
      if let last, last.ratio != ratio {
        let slope = (rest - last.rest) / (ratio - last.ratio)
        if slope < -0.02 { step = min(max(-rest / slope, -3), 3) }
      }
      last = (ratio, rest)
      ratio += step
      let solution = minimize(
        from: result.solution.parameters, variances: variances(ratio: ratio), thorough)
      result.iterations += solution.iterations
      result.solution = solution
      result.squares = squares(at: solution.parameters)
      // Where the data lead nowhere, the variances do not either.
      if !solution.termination.isConverged { break }
    }
    return result
  }

  /// ln(σ₁²/σ₂²) of the residuals.
  private func found(_ squares: [Double]) -> Double {
    Double.log(
      squares[0] / Double(problem.sizes[0].count)
        / (squares[1] / Double(problem.sizes[1].count)))
  }

  private func minimize(
    from start: [Double], variances: [Double], _ settings: LeastSquaresOptions
  ) -> LeastSquaresSolution {
    let all = (0..<2).flatMap { species in
      problem.sizes[species].indices.map { i in
        (weights[species].isEmpty ? 1 : weights[species][i]) / variances[species]
      }
    }
    return solver.minimize(
      problem, from: start, domains: domains, weights: all, options: settings)
  }

  private func squares(at p: [Double]) -> [Double] {
    var residuals = [Double](repeating: .nan, count: problem.observationCount)
    var span = residuals.mutableSpan
    _ = problem.residuals(at: p.span, into: &span)
    let border = problem.sizes[0].count
    return (0..<2).map { species in
      let own = species == 0 ? residuals[..<border] : residuals[border...]
      return zip(own.indices, own).reduce(0) { sum, pair in
        let index = pair.0 - (species == 0 ? 0 : border)
        let weight = weights[species].isEmpty ? 1 : weights[species][index]
        return sum + weight * pair.1 * pair.1
      }
    }
  }

  /// Σ w(N − N̄)².
  func totalSquares(_ species: Int) -> Double {
    let sizes = problem.sizes[species]
    let own = weights[species].isEmpty ? sizes.map { _ in 1 } : weights[species]
    let mean = zip(own, sizes).reduce(0) { $0 + $1.0 * $1.1 } / own.reduce(0, +)
    return zip(own, sizes).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) }
  }

  private func describesEnough(_ squares: [Double]) -> Bool {
    squares.indices.allSatisfy { squares[$0] <= (1 - Self.enough) * totalSquares($0) }
  }

  private func isBetter(_ a: LeastSquaresSolution, than b: LeastSquaresSolution) -> Bool {
    if a.termination.isConverged != b.termination.isConverged { return a.termination.isConverged }
    return a.residualSumOfSquares < b.residualSumOfSquares
  }

  private func adjusted(_ start: [Double]) -> [Double] {
    zip(zip(parameters, domains), start).map { known, value in
      known.1.clamped(options.startValues[known.0.symbol] ?? value)
    }
  }
}
