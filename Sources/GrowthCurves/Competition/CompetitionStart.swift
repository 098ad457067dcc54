internal import Dynamics
internal import LeastSquares
internal import RealModule

/// Start values of two competing species from their series.
///
/// Divided by the size and integrated, each equation is linear in what is sought:
///
/// ```
/// ln N1(t) = ln N10 + r1·t − (r1/K1)·∫N1 − (r1·a12/K1)·∫N2
/// ```
///
/// The integrals come from the data by trapezoids. (Integral matching, as in Dattner and Klaassen
/// 2015, Electronic Journal of Statistics 9:1939–1973.)
struct CompetitionStart {
  let problem: CompetitionProblem
  let weights: [[Double]]
  let solver: LeastSquaresSolver

  /// Candidates by their sum of squares, each species' in units of its range; the best first.
  ///
  /// - Parameters:
  ///   - adjust: puts in place what the user knows, and moves the rest into its domain.
  ///   - ranges: the range of each species' sizes.
  func ranked(ranges: [Double], adjust: ([Double]) -> [Double]) -> [[Double]] {
    var candidates: [[Double]] = []
    if let matched = matched() { candidates.append(matched) }
    candidates += supposed()
    var found: [(squares: Double, start: [Double])] = []
    for candidate in candidates where candidate.allSatisfy({ $0.isFinite }) {
      let start = adjust(candidate)
      var residuals = [Double](repeating: .nan, count: problem.observationCount)
      var span = residuals.mutableSpan
      guard problem.residuals(at: start.span, into: &span) else { continue }
      var squares = 0.0
      for (i, residual) in residuals.enumerated() {
        let range = ranges[i < problem.sizes[0].count ? 0 : 1]
        squares += residual / range * (residual / range)
      }
      if squares.isFinite { found.append((squares, start)) }
    }
    if found.isEmpty { return [adjust(supposed()[0])] }
    return found.sorted { $0.squares < $1.squares }.map { $0.start }
  }

  private func matched() -> [Double]? {
    guard let first = line(of: 0), let second = line(of: 1) else { return nil }
    return [
      first.rate, first.capacity, first.effect, second.rate, second.capacity, second.effect,
      first.initial, second.initial,
    ]
  }

  private func line(
    of species: Int
  ) -> (rate: Double, capacity: Double, effect: Double, initial: Double)? {
    let (times, sizes) = (problem.times[species], problem.sizes[species])
    let others = times.map { size(of: 1 - species, at: $0) }
    let own = Self.integral(sizes, times)
    let other = Self.integral(others, times)
    let kept = times.indices.filter { sizes[$0] > 0 }
    guard kept.count >= 4 else { return nil }
    // ln N is as precise as N is large.
    let roots = kept.map {
      sizes[$0] * (weights[species].isEmpty ? 1 : weights[species][$0].squareRoot())
    }
    func column(_ values: [Double]) -> [Double] { zip(roots, kept).map { $0 * values[$1] } }
    let regression = LinearRegression(
      columns: [roots, column(times), column(own), column(other)],
      values: zip(roots, kept).map { $0 * Double.log(sizes[$1]) })
    guard let (c, _) = regression.solve(solver), c[1] > 0, c[2] < 0 else { return nil }
    return (c[1], -c[1] / c[2], c[3] / c[2], Double.exp(c[0]))
  }

  /// From the origin on, as if the first size had stood since.
  private static func integral(_ sizes: [Double], _ times: [Double]) -> [Double] {
    var sum = 0.0
    return times.indices.map { i in
      sum +=
        i == 0
        ? times[0] * sizes[0] : (times[i] - times[i - 1]) * (sizes[i] + sizes[i - 1]) / 2
      return sum
    }
  }

  /// Between two observations by a straight line.
  private func size(of species: Int, at time: Double) -> Double {
    let (times, sizes) = (problem.times[species], problem.sizes[species])
    guard let next = times.firstIndex(where: { $0 >= time }) else { return sizes.last ?? 0 }
    guard next > 0, times[next] > times[next - 1] else { return sizes[next] }
    let share = (time - times[next - 1]) / (times[next] - times[next - 1])
    return sizes[next - 1] + share * (sizes[next] - sizes[next - 1])
  }

  /// Capacities around what was seen, and effects that explain the last sizes.
  private func supposed() -> [[Double]] {
    let tops = problem.sizes.map { max($0.max() ?? 1, .leastNormalMagnitude) }
    let ends = problem.sizes.map { sizes in
      let tail = sizes.suffix(max(1, sizes.count / 5))
      return tail.reduce(0, +) / Double(tail.count)
    }
    let durations = problem.times.map { times -> Double in
      let last = times.last ?? 1
      return last > 0 ? last : 1
    }
    let initials = zip(problem.sizes, tops).map { sizes, top in
      sizes.first { $0 > 0 } ?? 0.01 * top
    }
    var starts: [[Double]] = []
    for (factor1, factor2) in [(1.1, 1.1), (1.1, 2), (2, 1.1), (2, 2)] {
      for turns in [10, 4, 25.0] {
        let (k1, k2) = (factor1 * tops[0], factor2 * tops[1])
        func effect(_ capacity: Double, _ own: Double, _ other: Double) -> Double {
          min(max((capacity - own) / max(other, 0.05 * capacity), 0), 5)
        }
        starts.append([
          turns / durations[0], k1, effect(k1, ends[0], ends[1]), turns / durations[1], k2,
          effect(k2, ends[1], ends[0]), initials[0], initials[1],
        ])
      }
    }
    return starts
  }
}
