/// The work of a trajectory: forwards and backwards from the origin.
struct TrajectoryPath<Model: PopulationModel> {
  let model: Model
  let parameters: [Double]
  let initial: [Double]
  let solver: ODESolver
  let hasSlopes: Bool
  private var result: PopulationTrajectory

  init(
    _ model: Model, _ parameters: [Double], _ initial: [Double], _ times: [Double],
    _ solver: ODESolver, hasSlopes: Bool
  ) {
    self.model = model
    self.parameters = parameters
    self.initial = initial
    self.solver = solver
    self.hasSlopes = hasSlopes
    let blank = [Double](repeating: .nan, count: times.count)
    let slopeCount = hasSlopes ? parameters.count + initial.count : 0
    result = PopulationTrajectory(
      times: times, sizes: initial.map { _ in blank },
      slopes: hasSlopes
        ? initial.map { _ in [[Double]](repeating: blank, count: slopeCount) } : [],
      end: .complete)
  }

  mutating func run() -> PopulationTrajectory {
    let times = result.times
    precondition(times.allSatisfy { $0.isFinite }, "times are finite")
    let isAscending = zip(times, times.dropFirst()).allSatisfy { $0 <= $1 }
    let order = isAscending ? Array(times.indices) : times.indices.sorted { times[$0] < times[$1] }
    follow(order.filter { times[$0] >= 0 }, isForward: true)
    follow(order.reversed().filter { times[$0] < 0 }, isForward: false)
    return result
  }

  private mutating func follow(_ indices: [Int], isForward: Bool) {
    guard !indices.isEmpty else { return }
    let times = indices.map { result.times[$0] }
    // Only what happens forwards in time is final.
    let watched = isForward && model.diesOut ? 0 : nil
    let scale = sizeScale
    let solution: ODESolution
    if hasSlopes {
      let equation = SensitivityEquation(model, parameters, scale: scale)
      solution = solver.solve(
        equation, from: 0, equation.start(initial), at: times, scales: slopeScales(scale),
        untilZeroOf: watched)
    } else {
      solution = solver.solve(
        PopulationEquation(model, parameters), from: 0, initial, at: times,
        scales: initial.map { Self.scale($0 != 0 ? $0 : scale) }, untilZeroOf: watched)
    }
    store(solution, indices)
    guard isForward else { return }
    if case .zero(let time) = solution.end {
      result.extinctionTime = time
    } else {
      result.end = solution.end
    }
  }

  /// A size that sizes are measured by where they are 0.
  private var sizeScale: Double {
    if let positive = initial.map({ $0.magnitude }).filter({ $0 > 0 }).max() { return positive }
    return zip(model.parameters, parameters).first {
      $0.0.dimension == .size && $0.1 != 0
    }?.1.magnitude ?? 1
  }

  /// The slope by a parameter is a size over the parameter.
  private func slopeScales(_ sizeScale: Double) -> [Double] {
    let rate =
      zip(model.parameters, parameters).first { $0.0.dimension == .rate && $0.1 != 0 }?.1
      .magnitude ?? 1
    let units = zip(model.parameters, parameters).map { parameter, value -> Double in
      if value != 0 { return value.magnitude }
      return switch parameter.dimension {
      case .size: sizeScale
      case .time: 1 / rate
      case .rate: rate
      case .absoluteRate: sizeScale * rate
      case .shape: 1
      }
    }
    let sizes = initial.map { $0 != 0 ? $0.magnitude : sizeScale }
    return (sizes + (units + sizes).flatMap { unit in sizes.map { $0 / unit } }).map(Self.scale)
  }

  /// A fit may try parameters of any size; a scale is an ordinary number.
  private static func scale(_ size: Double) -> Double {
    size.isNaN ? 1 : min(max(size.magnitude, 1e-300), 1e300)
  }

  private mutating func store(_ solution: ODESolution, _ indices: [Int]) {
    let n = initial.count
    let width = solution.lastState.count
    for (row, index) in indices.enumerated() {
      let state = solution.states[row * width..<(row + 1) * width]
      for i in 0..<n {
        let value = state[state.startIndex + i]
        result.sizes[i][index] = value.isNaN ? beyond(solution, i) : positive(value)
        guard hasSlopes else { continue }
        for j in result.slopes[i].indices {
          let slope = state[state.startIndex + n * (1 + j) + i]
          let isExtinct = if case .zero = solution.end { true } else { false }
          result.slopes[i][j][index] = slope.isNaN && isExtinct ? 0 : slope
        }
      }
    }
  }

  /// What to say of a size after the integration has ended.
  private func beyond(_ solution: ODESolution, _ species: Int) -> Double {
    switch solution.end {
    case .zero: 0
    case .diverged: solution.lastState[species] * .infinity
    default: .nan
    }
  }

  /// Where equations keep sizes from changing their sign, only rounding takes one below 0.
  private func positive(_ size: Double) -> Double { model.diesOut ? size : max(size, 0) }
}
