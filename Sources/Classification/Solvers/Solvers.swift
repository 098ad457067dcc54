/// All solvers by name.
public enum Solvers {
  public static var all: [any Solver] { batch + stochastic }

  /// Those that look at all rows before they move.
  public static var batch: [any Solver] {
    [Newton(), NewtonCG(), LBFGS(), GradientDescent(), CoordinateDescent()]
  }

  /// Those that move after one row or a few.
  public static var stochastic: [any StochasticSolver] {
    [
      StochasticGradientDescent(), StochasticGradientDescent(averages: true), SAGA(), SVRG(),
      AdaGrad(), Adam(),
    ]
  }

  public static func named(_ name: String) -> (any Solver)? { all.first { $0.name == name } }
}

/// A solver and why it was chosen.
public struct SolverChoice: Sendable {
  public let solver: any Solver
  public let reason: String

  /// The solver for an objective where the caller names none.
  package static func automatic(_ objective: Objective) -> SolverChoice {
    let count = objective.variableCount
    if objective.hasLasso {
      return SolverChoice(
        solver: CoordinateDescent(), reason: "the penalty has an absolute-value part")
    }
    if count <= 500 {
      return SolverChoice(
        solver: Newton(), reason: "\(count) coefficients: the Hessian is small")
    }
    if objective.isStreamed {
      return SolverChoice(solver: LBFGS(), reason: "\(count) coefficients of streamed data")
    }
    if objective.design.isSparse || count > QuadraticModel.largestFactored {
      return SolverChoice(
        solver: NewtonCG(), reason: "\(count) coefficients: too many for the Hessian")
    }
    return SolverChoice(solver: LBFGS(), reason: "\(count) coefficients of dense data")
  }
}
