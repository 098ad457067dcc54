import Classification
import Testing

@Suite struct SolverTests {
  static let names = Solvers.all.map { $0.name }

  /// Largest difference of two lists relative to the largest element of each.
  static func difference(_ a: [Double], _ b: [Double]) -> Double {
    let scale = b.map { abs($0) }.max() ?? 1
    return zip(a, b).map { abs($0 - $1) }.max()! / max(scale, .leastNormalMagnitude)
  }

  static func coefficients(_ trained: TrainedClassifier) -> [Double] {
    trained.scoreFunctions.flatMap { $0.weights + [$0.intercept] }
  }

  static func train(_ data: TrainingData, _ solver: String, _ penalty: Penalty = .none)
    -> TrainedClassifier
  {
    LogisticTrainer(TrainingOptions(solver: Solvers.named(solver), penalty: penalty)).train(data)
  }

  /// Every solver has the same answer, for every penalty it takes.
  @Test(
    arguments: names,
    [
      Penalty.none, Penalty(lambda: 0.01), Penalty(lambda: 0.02, l1Ratio: 0.5),
      Penalty(lambda: 0.02, l1Ratio: 1),
    ])
  func agreement(_ solver: String, _ penalty: Penalty) throws {
    guard penalty.lasso == 0 || Solvers.named(solver)!.supportsLasso else { return }
    for classCount in [2, 3] {
      let data = try SimulatedData(
        rowCount: 400, columnCount: 8, classCount: classCount, seed: 21
      ).data(weighted: true)
      let expected = Self.train(data, penalty.lasso > 0 ? "coordinate-descent" : "newton", penalty)
      let found = Self.train(data, solver, penalty)
      #expect(found.status == .converged)
      #expect(
        Self.difference(Self.coefficients(found), Self.coefficients(expected)) < 1e-10,
        "\(classCount) classes")
    }
  }

  /// F − F* ≤ certificate ≤ tolerance·F without the polish, F* being that of 80-bit Newton steps.
  @Test(arguments: Solvers.batch.map { $0.name }, [1e-3, 1e-8])
  func certificateIsABound(_ solver: String, _ tolerance: Double) throws {
    let data = try SimulatedData(rowCount: 300, columnCount: 6, seed: 22).data()
    for penalty in [Penalty.none, Penalty(lambda: 0.02, l1Ratio: 1)] {
      guard penalty.lasso == 0 || Solvers.named(solver)!.supportsLasso else { continue }
      let objective = Self.objective(data, penalty)
      let exact = Self.train(data, penalty.lasso > 0 ? "coordinate-descent" : "newton", penalty)
      let optimum = Self.value(objective, exact)
      var monitor = ProgressMonitor(objective, rule: StoppingRule(tolerance: tolerance))
      let solution = Self.unpolished(solver).minimize(
        objective, from: objective.start, monitor: &monitor)
      #expect(solution.termination == .converged)
      let certificate = try #require(solution.certificate)
      let excess = objective.coefficients(solution.variables)
      let gap = Self.value(objective, excess) - optimum
      #expect(Double(gap) <= certificate.value + 1e-16)
      #expect(certificate.value <= tolerance * solution.objective)
    }
  }

  static func objective(_ data: TrainingData, _ penalty: Penalty) -> Objective {
    let trainer = LogisticTrainer(TrainingOptions(penalty: penalty))
    return Objective(
      design: data.design, loss: LogisticTrainer.losses(data, .softmax).1[0], penalty: penalty,
      conditioning: trainer.prepare(data).conditioning)
  }

  static func value(_ objective: Objective, _ trained: TrainedClassifier) -> Float80 {
    value(objective, coefficients(trained))
  }

  static func value(_ objective: Objective, _ coefficients: [Double]) -> Float80 {
    ExtendedObjective(objective).evaluate(coefficients).value
      + coefficients.dropLast().reduce(0) {
        $0 + Float80(objective.penalty.lasso) * Float80(abs($1))
      }
  }

  static func unpolished(_ name: String) -> any Solver {
    switch name {
    case "newton": Newton(polishes: false)
    case "newton-cg": NewtonCG(polishes: false)
    case "lbfgs": LBFGS(polishes: false)
    case "gradient-descent": GradientDescent(polishes: false)
    default: CoordinateDescent(polishes: false)
    }
  }

  /// λ₁: |g| = λ₁ with the sign of −w where w ≠ 0, and |g| ≤ λ₁ elsewhere, in original units.
  @Test(arguments: names.filter { Solvers.named($0)!.supportsLasso })
  func optimalityWithLasso(_ solver: String) throws {
    var simulated = SimulatedData(rowCount: 400, columnCount: 10, seed: 23)
    for i in simulated.rows.indices { simulated.rows[i][3] *= 50 }
    let data = try simulated.data()
    let penalty = Penalty(ridge: 0.01, lasso: 0.05)
    let trained = Self.train(data, solver, penalty)
    #expect(trained.status == .converged)
    let w = Self.coefficients(trained)
    let gradient = ExtendedObjective(Self.objective(data, penalty)).evaluate(w).gradient
    var zeros = 0
    for j in 0..<10 {
      if w[j] == 0 {
        zeros += 1
        #expect(abs(gradient[j]) <= 0.05 * (1 + 1e-9))
      } else {
        #expect(abs(gradient[j] + (w[j] > 0 ? 0.05 : -0.05)) < 1e-12)
      }
    }
    #expect(zeros > 0 && zeros < 10)
    #expect(abs(gradient[10]) < 1e-13)
  }

  /// Units and origins of the columns change nothing but the units of the coefficients.
  @Test(arguments: names)
  func unitsDoNotMatter(_ solver: String) throws {
    let plain = SimulatedData(rowCount: 300, columnCount: 4, seed: 24)
    var scaled = plain
    for i in plain.rows.indices {
      // Sums exact, so that the data are the same but for units.
      scaled.rows[i][0] *= 0x1p40
      scaled.rows[i][1] *= 0x1p-40
      scaled.rows[i][2] = Double(Float(plain.rows[i][2])) + 1e8
    }
    var rounded = plain
    for i in plain.rows.indices { rounded.rows[i][2] = scaled.rows[i][2] - 1e8 }
    let a = Self.train(try rounded.data(), solver).scoreFunctions[0].weights
    let b = Self.train(try scaled.data(), solver)
    #expect(b.status == .converged)
    let weights = b.scoreFunctions[0].weights
    #expect(abs(weights[0] * 0x1p40 / a[0] - 1) < 1e-12)
    #expect(abs(weights[1] * 0x1p-40 / a[1] - 1) < 1e-12)
    #expect(abs(weights[2] / a[2] - 1) < 1e-11)
    #expect(abs(weights[3] / a[3] - 1) < 1e-12)
  }

  /// Softmax of two classes is the logistic regression; a ridge of λ on each of its two opposite
  /// halves is one of λ/2 on the difference.
  @Test(arguments: [0, 0.02])
  func twoClassesOfSoftmax(_ lambda: Double) throws {
    let data = try SimulatedData(rowCount: 200, columnCount: 4, seed: 25).data()
    guard case .classes(let labels) = data.response else { return }
    let binary = Self.train(data, "newton", Penalty(lambda: lambda / 2))
    let objective = Objective(
      design: data.design, loss: SoftmaxLoss(labels: labels, classCount: 2, weights: nil),
      penalty: Penalty(lambda: lambda),
      conditioning: Self.objective(data, .none).conditioning,
      referenceOutput: lambda == 0 ? 0 : nil)
    var monitor = ProgressMonitor(objective, rule: StoppingRule())
    let solution = Newton().minimize(objective, from: objective.start, monitor: &monitor)
    let w = objective.coefficients(solution.variables)
    let difference = (0..<5).map { w[5 + $0] - w[$0] }
    #expect(Self.difference(difference, Self.coefficients(binary)) < 1e-12)
  }

  /// The history ends at the answer, and F never rises by more than rounding for those that descend
  /// in each pass.
  @Test(arguments: names)
  func history(_ solver: String) throws {
    let data = try SimulatedData(rowCount: 300, columnCount: 5, seed: 26).data()
    var history: [SolverProgress] = []
    let trained = LogisticTrainer(TrainingOptions(solver: Solvers.named(solver)))
      .train(data) { history.append($0) }
    #expect(history.map { $0.pass } == history.map { $0.pass }.sorted())
    #expect(history.last!.objective <= trained.reports[0].objective * (1 + 1e-8))
    #expect(history[0].objective > history.last!.objective)
    #expect(Self.difference(history.last!.coefficients, Self.coefficients(trained)) < 1e-3)
    if Solvers.batch.contains(where: { $0.name == solver }) && solver != "gradient-descent" {
      for (a, b) in zip(history, history.dropFirst()) {
        #expect(b.objective <= a.objective * (1 + 1e-14))
      }
    }
  }

  /// Each weight as often as the row is repeated.
  @Test func weightsAreRepetitions() throws {
    let simulated = SimulatedData(rowCount: 100, columnCount: 3, seed: 27)
    let counts = (0..<100).map { $0 % 4 }
    let indices = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let weighted = try TrainingData(
      design: simulated.design(), classes: simulated.classes, classNames: ["a", "b"],
      weights: counts.map { Double($0) })
    let a = Self.train(weighted, "newton", Penalty(lambda: 0.01))
    let b = Self.train(try simulated.data().selectingRows(indices), "newton", Penalty(lambda: 0.01))
    #expect(Self.difference(Self.coefficients(a), Self.coefficients(b)) < 1e-13)
    #expect(abs(a.logLikelihood / b.logLikelihood - 1) < 1e-13)
  }
}
