internal import Dynamics
internal import LeastSquares

/// Two competing species facing the observations of both: the residuals of the first species, then
/// those of the second. Parameters in the order of `CompetingPopulations`, then N10 and N20.
struct CompetitionProblem: LeastSquaresProblem {
  /// When each species was observed, since the origin.
  let times: [[Double]]
  let sizes: [[Double]]
  /// All times of both, ascending, and where each observation stands among them.
  private let union: [Double]
  private let places: [[Int]]

  init(times: [[Double]], sizes: [[Double]]) {
    self.times = times
    self.sizes = sizes
    let union = Set(times.joined()).sorted()
    let index = Dictionary(uniqueKeysWithValues: union.enumerated().map { ($1, $0) })
    self.union = union
    places = times.map { $0.map { index[$0]! } }
  }

  static let parameterCount = 8

  var observationCount: Int { sizes[0].count + sizes[1].count }

  var parameterCount: Int { Self.parameterCount }

  var computesJointly: Bool { true }

  /// Trial parameters of a fit may ask for any number of steps.
  static let solver = ODESolver(maximumSteps: 2_000)

  private func solution(_ p: Span<Double>) -> PopulationTrajectory {
    CompetingPopulations().trajectory(
      (0..<6).map { p[$0] }, from: [p[6], p[7]], at: union, withSlopes: true, solver: Self.solver)
  }

  func residuals(at p: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    store(solution(p), into: &residuals)
    return true
  }

  func jacobian(at p: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    store(slopesOf: solution(p), into: &columns)
    return true
  }

  func residualsAndJacobian(
    at p: Span<Double>, into residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    let solution = solution(p)
    store(solution, into: &residuals)
    store(slopesOf: solution, into: &columns)
    return true
  }

  private func store(
    _ solution: PopulationTrajectory, into residuals: inout MutableSpan<Double>
  ) {
    var row = 0
    for species in 0..<2 {
      for (place, size) in zip(places[species], sizes[species]) {
        residuals[row] = solution.sizes[species][place] - size
        row += 1
      }
    }
  }

  private func store(
    slopesOf solution: PopulationTrajectory, into columns: inout MutableSpan<Double>
  ) {
    for j in 0..<Self.parameterCount {
      var row = j * observationCount
      for species in 0..<2 {
        for place in places[species] {
          columns[row] = solution.slopes[species][j][place]
          row += 1
        }
      }
    }
  }
}
