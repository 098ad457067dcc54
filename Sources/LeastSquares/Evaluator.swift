internal import Activations

/// A problem as the engines see it: free coordinates without bounds, weights folded in, a refused
/// point replaced by residuals too large to be accepted.
///
/// GSL calls back through a C pointer, which cannot carry a generic type; the class's dynamic
/// dispatch carries it instead.
class Evaluator {
  /// Residuals of a refused point, and the largest sum of squares that is not refused: large enough
  /// to lose against any fit, small enough that its square does not overflow.
  static let refusal = 1e140

  let observationCount: Int
  /// Free coordinates only.
  let freeCount: Int
  /// Whether `evaluate` costs little more than `residuals`.
  let computesJointly: Bool
  /// Whether coordinates are unbounded (`false`) or natural (`true`, for the polish).
  final var isNatural = false

  init(observationCount: Int, freeCount: Int, computesJointly: Bool) {
    self.computesJointly = computesJointly
    self.observationCount = observationCount
    self.freeCount = freeCount
  }

  /// Writes the weighted residuals; returns `false` where there are none.
  func residuals(at u: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    fatalError("overridden")
  }

  /// Writes the weighted columns of the free coordinates; `false` where slopes do not exist.
  func jacobian(at u: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    fatalError("overridden")
  }

  /// Both.
  func evaluate(
    at u: Span<Double>, residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    fatalError("overridden")
  }
}

extension Evaluator {
  final func residuals(at u: [Double], into residuals: inout [Double]) -> Bool {
    var span = residuals.mutableSpan
    return self.residuals(at: u.span, into: &span)
  }

  final func jacobian(at u: [Double], into columns: inout [Double]) -> Bool {
    var span = columns.mutableSpan
    return jacobian(at: u.span, into: &span)
  }

  final func evaluate(
    at u: [Double], residuals: inout [Double], columns: inout [Double]
  ) -> Bool {
    var residualSpan = residuals.mutableSpan
    var columnSpan = columns.mutableSpan
    return evaluate(at: u.span, residuals: &residualSpan, columns: &columnSpan)
  }
}

final class ProblemEvaluator<Problem: LeastSquaresProblem>: Evaluator {
  private let problem: Problem
  private let coordinates: CoordinateMap
  private let rootWeights: [Double]
  /// Room for the columns of all parameters, where some are fixed.
  private var allColumns: [Double] = []

  /// - Parameters:
  ///   - weights: one an observation, or empty for equal weights.
  init(_ problem: Problem, _ coordinates: CoordinateMap, weights: [Double]) {
    self.problem = problem
    self.coordinates = coordinates
    rootWeights = weights.map { $0.squareRoot() }
    if coordinates.hasFixed {
      allColumns = [Double](
        repeating: 0, count: problem.observationCount * coordinates.parameterCount)
    }
    super.init(
      observationCount: problem.observationCount, freeCount: coordinates.freeCount,
      computesJointly: problem.computesJointly)
  }

  override func residuals(
    at u: Span<Double>, into residuals: inout MutableSpan<Double>
  ) -> Bool {
    if coordinates.isIdentity {
      guard problem.residuals(at: u, into: &residuals) else { return false }
    } else {
      guard let (parameters, _) = coordinates.parameters(at: u, isNatural: isNatural),
        problem.residuals(at: parameters.span, into: &residuals)
      else { return false }
    }
    return weigh(&residuals)
  }

  override func jacobian(at u: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    if coordinates.isIdentity {
      guard problem.jacobian(at: u, into: &columns) else { return false }
      return finish(&columns, slopes: [])
    }
    guard let (parameters, slopes) = coordinates.parameters(at: u, isNatural: isNatural) else {
      return false
    }
    if coordinates.hasFixed {
      var all = allColumns.mutableSpan
      guard problem.jacobian(at: parameters.span, into: &all) else { return false }
      coordinates.keepFree(all, into: &columns, rows: observationCount)
    } else {
      guard problem.jacobian(at: parameters.span, into: &columns) else { return false }
    }
    return finish(&columns, slopes: slopes)
  }

  override func evaluate(
    at u: Span<Double>, residuals: inout MutableSpan<Double>,
    columns: inout MutableSpan<Double>
  ) -> Bool {
    if coordinates.isIdentity {
      guard problem.residualsAndJacobian(at: u, into: &residuals, columns: &columns) else {
        return false
      }
      return weigh(&residuals) && finish(&columns, slopes: [])
    }
    guard let (parameters, slopes) = coordinates.parameters(at: u, isNatural: isNatural) else {
      return false
    }
    if coordinates.hasFixed {
      var all = allColumns.mutableSpan
      guard
        problem.residualsAndJacobian(at: parameters.span, into: &residuals, columns: &all)
      else { return false }
      coordinates.keepFree(all, into: &columns, rows: observationCount)
    } else {
      guard
        problem.residualsAndJacobian(at: parameters.span, into: &residuals, columns: &columns)
      else { return false }
    }
    return weigh(&residuals) && finish(&columns, slopes: slopes)
  }

  private func weigh(_ residuals: inout MutableSpan<Double>) -> Bool {
    if !rootWeights.isEmpty {
      let weights = rootWeights
      for i in 0..<residuals.count { residuals[i] *= weights[i] }
    }
    return Reductions.sumOfSquares(residuals.span) < Self.refusal
  }

  /// Turns slopes by parameter into slopes by coordinate, and folds the weights in.
  private func finish(_ columns: inout MutableSpan<Double>, slopes: [Double]) -> Bool {
    let n = observationCount
    for k in slopes.indices where slopes[k] != 1 {
      for i in 0..<n { columns[k * n + i] *= slopes[k] }
    }
    if !rootWeights.isEmpty {
      let weights = rootWeights
      for k in 0..<freeCount {
        for i in 0..<n { columns[k * n + i] *= weights[i] }
      }
    }
    return Reductions.sumOfSquares(columns.span).isFinite
  }
}
