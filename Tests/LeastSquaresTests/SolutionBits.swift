import LeastSquares

/// Everything in a solution, bit by bit.
struct SolutionBits: Equatable {
  var numbers: [UInt64]
  var integers: [Int]
  var words: [String]

  init(_ solution: LeastSquaresSolution) {
    let scalars = [
      solution.residualSumOfSquares, solution.conditionNumber, solution.relativeOffset,
    ]
    numbers = (solution.parameters + scalars + (solution.unscaledCovariance ?? []))
      .map { $0.bitPattern }
    integers = [solution.degreesOfFreedom, solution.iterations]
    words = [solution.termination.description, solution.engine.rawValue]
  }
}
