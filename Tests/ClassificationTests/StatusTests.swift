import Classification
import Testing

@Suite struct StatusTests {
  /// Quasi-complete separation by the indicator NV (Heinze and Schemper 2002).
  @Test(arguments: Solvers.all.map { $0.name })
  func quasiSeparation(_ solver: String) throws {
    let data = try GoldenTable("endometrial.csv").trainingData(["NV", "PI", "EH"], target: "HG")
    let trained = LogisticTrainer(TrainingOptions(solver: Solvers.named(solver))).train(data)
    guard case .separated(let separation) = trained.status else {
      Issue.record("\(solver): \(trained.status)")
      return
    }
    #expect(separation.kind == .quasi)
    #expect(separation.columns == ["NV"])
    #expect(separation.direction[0] > 0)
    #expect(!trained.status.isSuccess)
  }

  @Test(arguments: Solvers.all.map { $0.name })
  func completeSeparation(_ solver: String) throws {
    let data = try TrainingData(
      design: DesignMatrix(
        rows: (0..<20).map { [Double($0), Double($0 * $0 % 7)] }, columnNames: ["a", "b"]),
      classes: (0..<20).map { $0 < 11 ? 0 : 1 }, classNames: ["no", "yes"])
    let trained = LogisticTrainer(TrainingOptions(solver: Solvers.named(solver))).train(data)
    guard case .separated(let separation) = trained.status else {
      Issue.record("\(solver): \(trained.status)")
      return
    }
    #expect(separation.kind == .complete)
    #expect(separation.columns.contains("a"))
  }

  @Test func redundantColumns() throws {
    var simulated = SimulatedData(rowCount: 200, columnCount: 3, seed: 1)
    for i in simulated.rows.indices {
      let row = simulated.rows[i]
      simulated.rows[i] = [row[0], 7, row[1], 2 * row[0] - row[1] + 3, row[2], row[2] * 1e12]
    }
    let trained = LogisticTrainer().train(try simulated.data())
    #expect(trained.redundantColumns.map { $0.column } == ["x1", "x3", "x5"])
    #expect(trained.redundantColumns[0].combination.isEmpty)
    let terms = trained.redundantColumns[1].combination
    #expect(terms.map { $0.column } == ["x0", "x2"])
    #expect(abs(terms[0].multiple - 2) < 1e-12 && abs(terms[1].multiple + 1) < 1e-12)
    #expect(trained.status == .rankDeficient(trained.redundantColumns))
    #expect(trained.scoreFunctions[0].weights[1] == 0)
    // The others are what they are without the redundant columns.
    var reduced = simulated
    for i in reduced.rows.indices {
      let row = simulated.rows[i]
      reduced.rows[i] = [row[0], row[2], row[4]]
    }
    let expected = LogisticTrainer().train(try reduced.data()).scoreFunctions[0]
    let found = trained.scoreFunctions[0]
    for (a, b) in zip([0, 2, 4], 0..<3) {
      #expect(abs(found.weights[a] / expected.weights[b] - 1) < 1e-12)
    }
  }

  /// Nearly but not quite collinear columns stay.
  @Test func nearlyCollinear() throws {
    var simulated = SimulatedData(rowCount: 500, columnCount: 3, seed: 2)
    for i in simulated.rows.indices {
      simulated.rows[i][2] = simulated.rows[i][0] + 1e-5 * simulated.rows[i][2]
    }
    let trained = LogisticTrainer().train(try simulated.data())
    #expect(trained.status == .converged)
    #expect(trained.redundantColumns.isEmpty)
  }

  @Test func oneClass() throws {
    let simulated = SimulatedData(rowCount: 10, columnCount: 2, seed: 3)
    let data = try TrainingData(
      design: simulated.design(), classes: [Int32](repeating: 1, count: 10), classNames: ["a", "b"])
    let trained = LogisticTrainer().train(data)
    #expect(trained.status == .oneClass)
    #expect(trained.probabilities(for: data.design).suffix(10).allSatisfy { $0 == 1 })
  }

  /// More columns than rows: the surplus is redundant, and what is left separates.
  @Test func moreColumnsThanRows() throws {
    let simulated = SimulatedData(rowCount: 12, columnCount: 20, seed: 4)
    let trained = LogisticTrainer().train(try simulated.data())
    #expect(trained.redundantColumns.count == 9)
    guard case .separated(let separation) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
    #expect(separation.kind == .complete)
  }

  @Test(arguments: Solvers.all.map { $0.name })
  func passLimit(_ solver: String) throws {
    let options = TrainingOptions(
      solver: Solvers.named(solver), stopping: StoppingRule(passLimit: 2))
    let trained = LogisticTrainer(options).train(
      try SimulatedData(rowCount: 300, columnCount: 5, seed: 5).data())
    guard case .notConverged(.passLimit, let gradient) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
    #expect(gradient > 1e-8)
    #expect(trained.reports[0].certificate == nil && trained.reports[0].covariance == nil)
  }

  /// A fixed rate beyond 2/L.
  @Test func divergence() throws {
    let options = TrainingOptions(
      solver: GradientDescent(learningRate: 1e9), penalty: Penalty(lambda: 1))
    let trained = LogisticTrainer(options).train(
      try SimulatedData(rowCount: 300, columnCount: 5, seed: 6).data())
    #expect(trained.status == .diverged)
  }
}
