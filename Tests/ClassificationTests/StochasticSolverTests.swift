import Classification
import Testing

@Suite struct StochasticSolverTests {
  static let names = Solvers.stochastic.map { $0.name }
  static let penalties = [
    Penalty.none, Penalty(lambda: 0.02), Penalty(lambda: 0.02, l1Ratio: 0.5),
  ]

  static func solver(_ name: String, _ options: StochasticOptions) -> any StochasticSolver {
    var solver = Solvers.named(name) as! any StochasticSolver
    solver.options = options
    return solver
  }

  static func train(
    _ data: TrainingData, _ solver: any Solver, _ penalty: Penalty = .none, threads: Int = 1,
    tolerance: Double = 1e-10, observe: ((SolverProgress) -> Void)? = nil
  ) -> TrainedClassifier {
    LogisticTrainer(
      TrainingOptions(
        solver: solver, penalty: penalty, stopping: StoppingRule(tolerance: tolerance),
        threads: threads)
    ).train(data, observe: observe)
  }

  /// Most elements are 0, and columns have different scales.
  static func sparseLike(classCount: Int = 2) -> SimulatedData {
    var simulated = SimulatedData(rowCount: 500, columnCount: 12, classCount: classCount, seed: 51)
    for i in simulated.rows.indices {
      for j in 0..<12 where (i * 7 + j * 5) % 11 > 3 { simulated.rows[i][j] = 0 }
      simulated.rows[i][2] *= 100
    }
    return simulated
  }

  @Test(arguments: names, penalties)
  func denseIsSparse(_ name: String, _ penalty: Penalty) throws {
    for classCount in [2, 3] {
      let simulated = Self.sparseLike(classCount: classCount)
      let dense = try simulated.data(weighted: true)
      let sparse = try TrainingData(
        design: simulated.sparseDesign(), classes: simulated.classes,
        classNames: dense.classNames, weights: simulated.weights)
      let solver = Self.solver(name, StochasticOptions(seed: 9))
      let a = Self.train(dense, solver, penalty)
      let b = Self.train(sparse, solver, penalty)
      #expect(a.status == .converged && b.status == .converged)
      #expect(
        SolverTests.difference(SolverTests.coefficients(a), SolverTests.coefficients(b)) < 1e-9)
    }
  }

  /// The seed decides the bits, and the number of threads does not.
  @Test(arguments: names)
  func determinism(_ name: String) throws {
    let data = try SimulatedData(rowCount: 400, columnCount: 6, seed: 52).data()
    func bits(seed: UInt32, threads: Int) -> [UInt64] {
      let options = StochasticOptions(seed: seed, epochs: 3, polishes: false)
      let trained = Self.train(data, Self.solver(name, options), threads: threads)
      return SolverTests.coefficients(trained).map { $0.bitPattern }
    }
    let expected = bits(seed: 7, threads: 1)
    #expect(bits(seed: 7, threads: 1) == expected)
    #expect(bits(seed: 7, threads: 3) == expected)
    #expect(bits(seed: 8, threads: 1) != expected)
  }

  /// Whatever the seed, the polish ends at the same coefficients.
  @Test(arguments: names)
  func seedsAgreeAfterThePolish(_ name: String) throws {
    let data = try GoldenFit.named("spector").data()
    let expected = SolverTests.coefficients(SolverTests.train(data, "newton"))
    for seed: UInt32 in [1, 7, 99] {
      let trained = Self.train(data, Self.solver(name, StochasticOptions(seed: seed)))
      #expect(trained.status == .converged)
      #expect(SolverTests.difference(SolverTests.coefficients(trained), expected) < 1e-11)
    }
  }

  /// SAGA and SVRG converge by themselves, on evidence, with every penalty, dense and sparse.
  @Test(arguments: ["saga", "svrg"], penalties)
  func varianceReduction(_ name: String, _ penalty: Penalty) throws {
    for (classCount, isSparse) in [(2, false), (2, true), (3, false), (3, true)] {
      var simulated = Self.sparseLike(classCount: classCount)
      for i in simulated.rows.indices { simulated.rows[i][2] /= 100 }
      let dense = try simulated.data()
      let data =
        isSparse
        ? try TrainingData(
          design: simulated.sparseDesign(), classes: simulated.classes,
          classNames: dense.classNames) : dense
      let exact = SolverTests.train(
        dense, penalty.lasso > 0 ? "coordinate-descent" : "newton", penalty)
      let solver = Self.solver(name, StochasticOptions(seed: 3, polishes: false))
      let trained = Self.train(data, solver, penalty, tolerance: 1e-8)
      #expect(trained.status == .converged, "\(classCount) classes, sparse: \(isSparse)")
      let best = exact.reports[0].objective
      let excess = trained.reports[0].objective - best
      #expect(excess <= 1e-8 * best && excess >= -1e-14)
      #expect(trained.reports[0].passes < 400)
    }
  }

  /// The others approach by themselves.
  @Test(arguments: ["sgd", "asgd", "adagrad", "adam"], penalties)
  func approach(_ name: String, _ penalty: Penalty) throws {
    for isSparse in [false, true] {
      let simulated = Self.sparseLike()
      let dense = try simulated.data()
      let data =
        isSparse
        ? try TrainingData(
          design: simulated.sparseDesign(), classes: simulated.classes,
          classNames: dense.classNames) : dense
      let best = SolverTests.train(
        dense, penalty.lasso > 0 ? "coordinate-descent" : "newton", penalty
      ).reports[0].objective
      let solver = Self.solver(name, StochasticOptions(seed: 3, epochs: 40, polishes: false))
      let found = Self.train(data, solver, penalty).reports[0].objective
      #expect(found >= best - 1e-14 && found < best * 1.03, "sparse \(isSparse): \(found / best)")
    }
  }

  /// Momentum and batches are other ways to the same place.
  @Test(arguments: [(0.9, 1), (0, 16), (0.8, 7)])
  func momentumAndBatches(_ momentum: Double, _ batchSize: Int) throws {
    let data = try SimulatedData(rowCount: 600, columnCount: 6, seed: 53).data()
    let expected = SolverTests.train(data, "newton")
    for polishes in [false, true] {
      let solver = StochasticGradientDescent(
        momentum: momentum,
        options: StochasticOptions(seed: 5, epochs: 40, batchSize: batchSize, polishes: polishes))
      let trained = Self.train(data, solver)
      let ratio = trained.reports[0].objective / expected.reports[0].objective
      #expect(ratio < (polishes ? 1 + 1e-14 : 1.02), "\(ratio)")
    }
  }

  /// The mean of the points is nearer to the minimum than the last of them, at a constant rate.
  @Test func averagingHelps() throws {
    let data = try SimulatedData(rowCount: 2000, columnCount: 8, seed: 54).data()
    let best = SolverTests.train(data, "newton").reports[0].objective
    func excess(_ name: String) -> Double {
      let options = StochasticOptions(
        seed: 2, epochs: 20, learningRate: 0.1, schedule: ConstantRate(), polishes: false)
      return Self.train(data, Self.solver(name, options)).reports[0].objective - best
    }
    #expect(excess("asgd") < excess("sgd") / 4)
  }

  /// A rate far too high is lowered until it holds, from the best point on, and the report says so.
  @Test(arguments: names)
  func divergence(_ name: String) throws {
    let data = try SimulatedData(rowCount: 300, columnCount: 5, seed: 55).data()
    let solver = Self.solver(name, StochasticOptions(learningRate: 1e5))
    let trained = Self.train(data, solver, Penalty(lambda: 0.1))
    #expect(trained.status == .converged)
    let reductions = trained.reports[0].stepReductions
    #expect(!reductions.isEmpty)
    #expect(reductions.map { $0.factor } == reductions.indices.map { 1 / Double(2 << $0) })
    #expect(reductions.allSatisfy { !($0.objective <= 6) })
    let expected = SolverTests.train(data, "newton", Penalty(lambda: 0.1))
    #expect(
      SolverTests.difference(
        SolverTests.coefficients(trained), SolverTests.coefficients(expected)) < 1e-11)
    #expect(expected.reports[0].stepReductions.isEmpty)
  }

  /// An observation at the end of each epoch, and more often if asked for.
  @Test(arguments: names)
  func history(_ name: String) throws {
    let data = try SimulatedData(rowCount: 400, columnCount: 4, seed: 56).data()
    for interval in [nil, 100] {
      var history: [SolverProgress] = []
      let options = StochasticOptions(
        epochs: 5, batchSize: 1, polishes: false, observationInterval: interval)
      let trained = Self.train(data, Self.solver(name, options)) { history.append($0) }
      #expect(
        history.map { $0.updates }
          == stride(from: interval ?? 400, through: 2000, by: interval ?? 400)
          .map { $0 })
      #expect(trained.reports[0].passes == 5)
      #expect(history.allSatisfy { $0.step > 0 && $0.objective.isFinite && $0.gradientNorm > 0 })
      #expect(history.last!.coefficients == SolverTests.coefficients(trained))
      #expect(history.last!.objective == trained.reports[0].objective)
      guard case .notConverged(.passLimit, _) = trained.status else {
        // SVRG and SAGA may be there after five epochs.
        #expect(trained.status == .converged)
        continue
      }
    }
  }

  /// Epochs asked for are taken, however many; then come those of the polish.
  @Test func epochsAskedFor() throws {
    let data = try SimulatedData(rowCount: 50, columnCount: 2, seed: 57).data()
    var history: [SolverProgress] = []
    let trained = Self.train(
      data, StochasticGradientDescent(options: StochasticOptions(epochs: 300))
    ) { history.append($0) }
    #expect(trained.status == .converged)
    #expect(history.count > 300 && history[299].updates == 15_000)
  }
}
