import Classification
import TestSupport
import Testing

@Suite struct FirthTests {
  static let options = TrainingOptions(usesFirth: true)

  /// 22 digits in `logit_golden.json`; R's brglm2 has the same to 14.
  @Test(arguments: ["endometrial_Firth", "spector_Firth"])
  func golden(_ name: String) throws {
    let golden = GoldenFit.named(name)
    let data =
      name == "spector_Firth"
      ? try GoldenTable("spector.csv").trainingData(["GPA", "TUCE", "PSI"], target: "GRADE")
      : try GoldenTable("endometrial.csv").trainingData(["NV", "PI", "EH"], target: "HG")
    let trained = LogisticTrainer(Self.options).train(data)
    #expect(trained.status == .converged && trained.usesFirth)
    let inference = ModelInference(trained, data: data)
    #expect(inference.problems[0].standardErrors == .firth)
    for row in inference.problems[0].coefficients {
      let estimate = Double(try #require(golden.coef[row.name]))!
      let error = Double(try #require(golden.se[row.name]))!
      #expect(logRelativeError(row.estimate, estimate, cap: 15) >= 12.5, "\(row.estimate)")
      #expect(logRelativeError(row.standardError!, error, cap: 15) >= 12, "\(row)")
    }
    #expect(logRelativeError(trained.logLikelihood, Double(golden.loglik)!, cap: 15) >= 12)
  }

  /// Completely separated: four rows, one column; by symmetry the intercept is 0.
  @Test func completeSeparation() throws {
    let data = try TrainingData(
      design: DesignMatrix(rows: [[-2], [-1], [1], [2]], columnNames: ["x"]),
      classes: [0, 0, 1, 1], classNames: ["no", "yes"])
    let trained = LogisticTrainer(Self.options).train(data)
    #expect(trained.status == .converged)
    #expect(abs(trained.scoreFunctions[0].intercept) < 1e-14)
    #expect(trained.scoreFunctions[0].weights[0] > 0.5)
    #expect(trained.scoreFunctions[0].weights[0] < 5)
  }

  /// Each weight as often as the row is repeated, and units do not matter.
  @Test func weightsAndUnits() throws {
    var simulated = SimulatedData(rowCount: 60, columnCount: 3, seed: 61)
    let counts = (0..<60).map { $0 % 3 }
    let indices = counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) }
    let repeated = LogisticTrainer(Self.options).train(try simulated.data().selectingRows(indices))
    for i in simulated.rows.indices { simulated.rows[i][1] *= 0x1p40 }
    let weighted = try TrainingData(
      design: simulated.design(), classes: simulated.classes, classNames: ["a", "b"],
      weights: counts.map { Double($0) })
    let scaled = LogisticTrainer(Self.options).train(weighted)
    #expect(repeated.status == .converged && scaled.status == .converged)
    var weights = scaled.scoreFunctions[0].weights
    weights[1] *= 0x1p40
    for (a, b) in zip(weights, repeated.scoreFunctions[0].weights) {
      #expect(abs(a / b - 1) < 1e-11)
    }
    #expect(abs(scaled.logLikelihood / repeated.logLikelihood - 1) < 1e-12)
  }

  /// One class against the rest, and independent labels; sparse is dense.
  @Test func severalModels() throws {
    let data = try MulticlassTests.iris(["sepal_width_cm", "petal_length_cm"])
    var options = Self.options
    options.multiclass = .oneVsRest
    let trained = LogisticTrainer(options).train(data)
    #expect(trained.reports.allSatisfy { $0.status == .converged })
    let simulated = SimulatedData(rowCount: 100, columnCount: 4, seed: 62)
    let dense = LogisticTrainer(Self.options).train(try simulated.data())
    let sparse = LogisticTrainer(Self.options).train(
      try TrainingData(
        design: simulated.sparseDesign(), classes: simulated.classes, classNames: ["a", "b"]))
    for (a, b) in zip(
      dense.scoreFunctions[0].weights, sparse.scoreFunctions[0].weights)
    {
      #expect(abs(a / b - 1) < 1e-11)
    }
  }

  /// A limit is a status, and constant and equal columns have the coefficient 0.
  @Test func statuses() throws {
    var simulated = SimulatedData(rowCount: 50, columnCount: 3, seed: 63)
    var options = Self.options
    options.stopping = StoppingRule(passLimit: 2)
    guard
      case .notConverged(.passLimit, let gradient) =
        LogisticTrainer(options).train(try simulated.data()).status
    else {
      Issue.record("no limit")
      return
    }
    #expect(gradient > 0)
    for i in simulated.rows.indices {
      simulated.rows[i][1] = 3
      simulated.rows[i][2] = simulated.rows[i][0]
    }
    let trained = LogisticTrainer(Self.options).train(try simulated.data())
    #expect(trained.status == .rankDeficient(trained.redundantColumns))
    #expect(trained.redundantColumns.map { $0.column } == ["x1", "x2"])
    #expect(trained.scoreFunctions[0].weights[1...] == [0, 0])
  }
}
