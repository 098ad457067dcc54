public import Dynamics
internal import LeastSquares

/// A growth model whose curve solves a differential equation of one species.
///
/// A new one is a struct with its population model, start values and landmarks, and one line in
/// `GrowthModels.dynamical`. Sizes come from the equation, and their gradient from the variational
/// equations, which are integrated along with it: both to the tolerance of the solver, 10⁻¹² a
/// step. The parameters are those of the population model, then the initial size N0.
///
/// Sizes are NaN where the equation does not lead, and ±∞ beyond a pole: no fit goes there.
public protocol DynamicalModel: GrowthModel {
  associatedtype Population: SingleSpeciesModel

  var population: Population { get }
}

extension DynamicalModel {
  public var name: String { population.name }

  public var formula: String { "solution of \(population.formula), N(0) = N0" }

  public var reference: String { population.reference }

  public var usesElapsedTime: Bool { true }

  public var parameters: [GrowthParameter] {
    (population.parameters + population.initialSizes).map { GrowthParameter($0) }
  }

  public func sizes(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>
  ) {
    let solution = solution(at: times, p)
    for i in 0..<times.count { sizes[i] = solution.sizes[0][i] }
  }

  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    store(solution(at: times, p), into: &columns)
  }

  public func sizesAndGradient(
    at times: Span<Double>, _ p: Span<Double>, into sizes: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) {
    let solution = solution(at: times, p)
    for i in 0..<times.count { sizes[i] = solution.sizes[0][i] }
    store(solution, into: &columns)
  }

  private func store(_ solution: PopulationTrajectory, into columns: inout MutableSpan<Double>) {
    let n = solution.times.count
    for (j, column) in solution.slopes[0].enumerated() {
      for i in 0..<n { columns[j * n + i] = column[i] }
    }
  }

  /// Always with the slopes, which have their say in the step widths: sizes alone and sizes with
  /// their gradient have the same bits.
  private func solution(at times: Span<Double>, _ p: Span<Double>) -> PopulationTrajectory {
    let count = population.parameters.count
    return population.trajectory(
      (0..<count).map { p[$0] }, from: [p[count]], at: (0..<times.count).map { times[$0] },
      withSlopes: true, solver: Self.solver(times.count))
  }

  /// Trial parameters of a fit may ask for any number of steps. A curve that data can show takes some
  /// forty a season, fewer without seasons, and one at each time.
  private static func solver(_ timeCount: Int) -> ODESolver {
    ODESolver(maximumSteps: 3_000 + 10 * timeCount)
  }

  public func rate(at time: Double, _ p: [Double]) -> Double {
    population.rate(of: size(at: time, p), at: time, Array(p.dropLast()))
  }

  /// As one more component of the differential equation.
  public func area(from first: Double, to last: Double, _ p: [Double]) -> Double? {
    let equation = AreaEquation(population, Array(p.dropLast()))
    let initial = p[p.count - 1]
    guard initial > 0 else { return nil }
    func area(to time: Double) -> Double? {
      guard time != 0 else { return 0 }
      // An estimate may be too small for the product to be a number above 0.
      let scales = [initial, initial * time.magnitude].map { min(max($0, 1e-300), 1e300) }
      let solution = Self.solver(0).solve(
        equation, from: 0, [initial, 0], at: [time], scales: scales,
        untilZeroOf: population.diesOut && time > 0 ? 0 : nil)
      switch solution.end {
      case .complete, .zero: return solution.lastState[1]
      default: return nil
      }
    }
    guard let begin = area(to: first), let end = area(to: last) else { return nil }
    return end - begin
  }
}

/// The size and its integral.
private struct AreaEquation<Population: SingleSpeciesModel>: OrdinaryDifferentialEquation {
  let population: Population
  let parameters: [Double]

  init(_ population: Population, _ parameters: [Double]) {
    self.population = population
    self.parameters = parameters
  }

  var dimension: Int { 2 }

  func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
    rates[0] = population.rate(of: state[0], at: time, parameters.span)
    rates[1] = state[0]
  }

  func jacobian(
    at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
    timeSlopes: inout MutableSpan<Double>
  ) {
    matrix[0] = population.slope(of: state[0], at: time, parameters.span)
    matrix[1] = 0
    matrix[2] = 1
    matrix[3] = 0
    timeSlopes[0] = population.timeSlope(of: state[0], at: time, parameters.span)
    timeSlopes[1] = 0
  }
}

extension GrowthParameter {
  /// A parameter of a population model. What may be 0 in a simulation is positive in a fit: an open
  /// domain has a smooth coordinate.
  init(_ parameter: PopulationParameter) {
    let domain: ParameterDomain =
      switch parameter.domain {
      case .free: .free
      case .positive, .notNegative: .positive
      case .between(let lower, let upper): .interval(lower: lower, upper: upper)
      }
    self.init(
      parameter.symbol, parameter.meaning, Dimension(rawValue: parameter.dimension.rawValue)!,
      domain: domain)
  }
}
