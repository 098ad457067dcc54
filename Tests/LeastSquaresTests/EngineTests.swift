import LeastSquares
import Testing

/// The chain of engines: the first answers alone where it can, the others where it cannot.
struct EngineTests {
  @Test("The fast engine answers an ordinary problem, with or without the others behind it")
  func first() {
    let chain = LeastSquaresSolver().minimize(Decay.problem(), from: [3, 1, 1])
    let alone = LeastSquaresSolver().minimize(
      Decay.problem(), from: [3, 1, 1], options: LeastSquaresOptions(usesFallbacks: false))
    #expect(chain.engine == .normalEquations)
    #expect(alone.engine == .normalEquations)
    #expect(chain.parameters == alone.parameters)
    #expect(chain.iterations == alone.iterations)
  }

  @Test("Without fall-backs the first engine's answer stands, whatever it is")
  func withoutFallbacks() throws {
    let options = LeastSquaresOptions(usesFallbacks: false)
    var unsolved = 0
    for problem in NISTProblem.all {
      for start in problem.starts {
        let solution = LeastSquaresSolver().minimize(problem, from: start, options: options)
        #expect(solution.engine == .normalEquations)
        #expect(solution.iterations <= options.maximumIterations + 60)
        if solution.termination.isConverged {
          // Where it says that it has a minimum, no other engine finds better nearby.
          let again = LeastSquaresSolver().minimize(problem, from: solution.parameters)
          // Residuals of the size of 10⁻¹³ (Lanczos1) are rounding.
          let floor = solution.residualSumOfSquares * (1 - 1e-9) - 1e-24
          #expect(again.residualSumOfSquares >= floor)
        } else {
          unsolved += 1
        }
      }
    }
    #expect((1...8).contains(unsolved), "the fall-backs have something left to do")
  }

  @Test("A long curved valley is left to the later engines", arguments: 0..<2)
  func valley(_ start: Int) throws {
    let problem = try #require(NISTProblem.all.first { $0.name == "Bennett5" })
    let chain = LeastSquaresSolver().minimize(problem, from: problem.starts[start])
    #expect([.geodesic, .dogleg].contains(chain.engine))
    #expect(chain.termination == .gradient)
    #expect(relativeDistance(chain.parameters, problem.certified) <= 1e-9)
    let alone = LeastSquaresSolver().minimize(
      problem, from: problem.starts[start], options: LeastSquaresOptions(usesFallbacks: false))
    #expect(!alone.termination.isConverged)
    #expect(alone.residualSumOfSquares > chain.residualSumOfSquares)
    let without = LeastSquaresSolver().minimize(
      problem, from: problem.starts[start],
      options: LeastSquaresOptions(maximumGeodesicIterations: 0))
    #expect(without.engine != .geodesic)
  }

  @Test("The iterations of all engines are counted, and limited", arguments: [1, 2, 5, 20])
  func limits(_ limit: Int) throws {
    let problem = try #require(NISTProblem.all.first { $0.name == "MGH17" })
    let one = LeastSquaresSolver().minimize(
      problem, from: problem.starts[0],
      options: LeastSquaresOptions(
        maximumIterations: limit, maximumGeodesicIterations: limit, usesFallbacks: false))
    let all = LeastSquaresSolver().minimize(
      problem, from: problem.starts[0],
      options: LeastSquaresOptions(maximumIterations: limit, maximumGeodesicIterations: limit))
    #expect(all.iterations > one.iterations)
    #expect(all.residualSumOfSquares <= one.residualSumOfSquares)
  }

  @Test("The names of the engines are those of the documentation")
  func names() {
    let names = LeastSquaresEngine.allCases.map { $0.rawValue }
    #expect(
      names == ["normal-equations", "orthogonal", "orthogonal-geodesic", "orthogonal-dogleg"])
  }
}
