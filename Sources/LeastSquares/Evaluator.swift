#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A problem as the engines see it: free coordinates without bounds, weights folded in, a refused
/// point replaced by residuals too large to be accepted.
///
/// GSL calls back through a C pointer, which cannot carry a generic type; the class's dynamic
/// dispatch carries it instead.
class Evaluator {
  /// Residuals of a refused point. Large enough to lose against any real fit, small enough that
  /// its square, summed, stays finite in a scaled norm.
  static let refusal = 1e140

  let observationCount: Int
  /// Free coordinates only.
  let freeCount: Int
  private(set) var evaluations = 0

  init(observationCount: Int, freeCount: Int) {
    self.observationCount = observationCount
    self.freeCount = freeCount
  }

  /// Whether coordinates are unbounded (`false`) or natural (`true`, for the polish).
  var isNatural = false

  /// Writes the weighted residuals; returns `false` (and fills in refusals) where there are none.
  func residuals(at u: Span<Double>, into residuals: inout MutableSpan<Double>) -> Bool {
    evaluations += 1
    let isValid = weightedResiduals(at: u, into: &residuals)
    if !isValid {
      for i in 0..<residuals.count { residuals[i] = Self.refusal }
    }
    return isValid
  }

  /// Writes the weighted columns of the free coordinates; `false` where slopes do not exist.
  func jacobian(at u: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    fatalError("overridden")
  }

  fileprivate func weightedResiduals(
    at u: Span<Double>, into residuals: inout MutableSpan<Double>
  ) -> Bool {
    fatalError("overridden")
  }
}

extension Evaluator {
  func residuals(at u: [Double], into residuals: inout [Double]) -> Bool {
    var span = residuals.mutableSpan
    return self.residuals(at: u.span, into: &span)
  }

  func jacobian(at u: [Double], into columns: inout [Double]) -> Bool {
    var span = columns.mutableSpan
    return jacobian(at: u.span, into: &span)
  }
}

final class ProblemEvaluator<Problem: LeastSquaresProblem>: Evaluator {
  private let problem: Problem
  private let domains: [ParameterDomain]
  private let free: [Int]
  private let rootWeights: [Double]
  private var natural: [Double]
  private var slopes: [Double]
  private var allColumns: [Double] = []

  /// - Parameters:
  ///   - domains: one a parameter.
  ///   - weights: one an observation, or empty for equal weights.
  init(_ problem: Problem, domains: [ParameterDomain], weights: [Double]) {
    self.problem = problem
    self.domains = domains
    free = domains.indices.filter { domains[$0].isFitted }
    rootWeights = weights.map { $0.squareRoot() }
    natural = domains.map { if case .fixed(let value) = $0 { value } else { 0 } }
    slopes = [Double](repeating: 1, count: domains.count)
    if free.count < domains.count {
      allColumns = [Double](repeating: 0, count: problem.observationCount * domains.count)
    }
    super.init(observationCount: problem.observationCount, freeCount: free.count)
  }

  /// The coordinates of natural `parameters`, as the engines move them.
  func coordinates(of parameters: [Double]) -> [Double] {
    free.map {
      isNatural ? parameters[$0] : domains[$0].coordinate(of: parameters[$0])
    }
  }

  /// The natural parameters, fixed ones included, at coordinates `u`.
  func parameters(at u: [Double]) -> [Double] {
    move(to: u.span)
    return natural
  }

  private func move(to u: Span<Double>) {
    for (k, j) in free.enumerated() {
      if isNatural {
        natural[j] = u[k]
        slopes[j] = 1
      } else {
        (natural[j], slopes[j]) = domains[j].valueAndSlope(at: u[k])
      }
    }
  }

  private var isInside: Bool {
    free.allSatisfy { domains[$0].contains(natural[$0]) }
  }

  override fileprivate func weightedResiduals(
    at u: Span<Double>, into residuals: inout MutableSpan<Double>
  ) -> Bool {
    move(to: u)
    guard isInside, problem.residuals(at: natural.span, into: &residuals) else { return false }
    for i in 0..<rootWeights.count { residuals[i] *= rootWeights[i] }
    // One pass: the sum is finite only if every residual is small enough to square.
    var sum = 0.0
    for i in 0..<residuals.count { sum += residuals[i].magnitude }
    return sum < Self.refusal
  }

  override func jacobian(at u: Span<Double>, into columns: inout MutableSpan<Double>) -> Bool {
    move(to: u)
    let n = observationCount
    if allColumns.isEmpty {
      guard problem.jacobian(at: natural.span, into: &columns) else { return false }
    } else {
      var all = allColumns.mutableSpan
      guard problem.jacobian(at: natural.span, into: &all) else { return false }
      for (k, j) in free.enumerated() {
        for i in 0..<n { columns[k * n + i] = all[j * n + i] }
      }
    }
    for (k, j) in free.enumerated() where slopes[j] != 1 {
      for i in 0..<n { columns[k * n + i] *= slopes[j] }
    }
    if !rootWeights.isEmpty {
      for k in free.indices {
        for i in 0..<n { columns[k * n + i] *= rootWeights[i] }
      }
    }
    var sum = 0.0
    for i in 0..<(n * freeCount) { sum += columns[i].magnitude }
    return sum.isFinite
  }
}
