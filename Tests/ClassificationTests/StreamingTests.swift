import Classification
import RealModule
import TestSupport
import Testing

/// Training in passes over blocks of rows: the solution is the one in memory, and no bit depends on
/// threads or interruptions.
struct StreamingTests {
  struct Ended: Error {}

  private static func solver(
    _ name: String, polishes: Bool = true, epochs: Int? = nil, batchSize: Int? = nil
  ) -> any Solver {
    guard var solver = Solvers.named(name) as? any StochasticSolver else { return Newton() }
    if name == "sgd", batchSize != nil { solver = StochasticGradientDescent(momentum: 0.5) }
    solver.options = StochasticOptions(
      seed: 5, epochs: epochs, batchSize: batchSize, polishes: polishes)
    return solver
  }

  private static func bits(_ result: StreamingTrainer.Result) -> [UInt64] {
    result.classifier.scoreFunctions.flatMap { $0.weights + [$0.intercept] }.map(\.bitPattern)
      + [result.classifier.logLikelihood.bitPattern]
      + (result.classifier.reports[0].covariance ?? []).map(\.bitPattern)
  }

  @Test(
    "The polished solution is that of Newton's method in memory, with its standard errors and tests",
    arguments: ["sgd", "asgd", "svrg", "adagrad", "adam"])
  func agreesWithMemory(name: String) throws {
    let data = try SimulatedData(rowCount: 3000, columnCount: 6, seed: 11).data(weighted: true)
    let memory = LogisticTrainer(TrainingOptions(solver: Newton())).train(data)
    let known = ModelInference(
      memory, data: data, options: InferenceOptions(computesProfiles: false))
    let result = try StreamingTrainer(TrainingOptions(solver: Self.solver(name))).train(
      SlicedRows(data, blockRows: 512))
    #expect(result.classifier.status == .converged)
    let pairs = zip(
      result.classifier.scoreFunctions.flatMap { $0.weights + [$0.intercept] },
      memory.scoreFunctions.flatMap { $0.weights + [$0.intercept] })
    for (found, expected) in pairs { #expect(logRelativeError(found, expected, cap: 15) > 10) }
    let problem = try #require(result.inference?.problems.first)
    for (found, expected) in zip(problem.coefficients, known.problems[0].coefficients) {
      #expect(
        logRelativeError(found.standardError ?? 0, expected.standardError ?? 1, cap: 15) > 10)
    }
    let fit = known.problems[0].fit
    #expect(logRelativeError(problem.fit.deviance, fit.deviance, cap: 15) > 11)
    #expect(logRelativeError(problem.fit.nullDeviance, fit.nullDeviance, cap: 15) > 11)
    #expect(logRelativeError(problem.fit.tjur ?? 0, fit.tjur ?? 1, cap: 15) > 10)
    #expect(
      logRelativeError(
        problem.scoreTest?.statistic ?? 0, known.problems[0].scoreTest?.statistic ?? 1, cap: 15)
        > 10)
    for (found, expected) in zip(result.inference!.varianceInflation, known.varianceInflation) {
      #expect(logRelativeError(found.factor ?? 0, expected.factor ?? 1, cap: 15) > 10)
    }
  }

  @Test("Several classes, sparse rows and a penalty too", arguments: [0, 0.01])
  func otherProblems(lambda: Double) throws {
    let simulated = SimulatedData(rowCount: 1500, columnCount: 5, classCount: 3, seed: 3)
    var rows = simulated
    for i in rows.rows.indices { for j in 0..<5 where (i + j) % 3 > 0 { rows.rows[i][j] = 0 } }
    let data = try TrainingData(
      design: rows.sparseDesign(), classes: simulated.classes, classNames: ["a", "b", "c"])
    let penalty = Penalty(lambda: lambda)
    let memory = LogisticTrainer(TrainingOptions(solver: Newton(), penalty: penalty)).train(data)
    for name in ["sgd", "svrg"] {
      let result = try StreamingTrainer(
        TrainingOptions(solver: Self.solver(name), penalty: penalty)
      ).train(SlicedRows(data, blockRows: 200))
      #expect(result.classifier.status == .converged)
      for (found, expected) in zip(result.classifier.scoreFunctions, memory.scoreFunctions) {
        for (a, b) in zip(
          found.weights + [found.intercept], expected.weights + [expected.intercept])
        {
          #expect((a - b).magnitude < 1e-9 * max(b.magnitude, 0.1))
        }
      }
    }
  }

  @Test("Wide data are polished by L-BFGS")
  func wide() throws {
    let simulated = SimulatedData(rowCount: 3000, columnCount: 520, seed: 8)
    let data = try simulated.data()
    let penalty = Penalty(lambda: 0.02)
    let memory = LogisticTrainer(TrainingOptions(solver: Newton(), penalty: penalty)).train(data)
    let options = TrainingOptions(solver: Self.solver("sgd", epochs: 2), penalty: penalty)
    let result = try StreamingTrainer(options, inference: nil).train(
      SlicedRows(data, blockRows: 700))
    #expect(result.classifier.status == .converged)
    for (a, b) in zip(
      result.classifier.scoreFunctions[0].weights, memory.scoreFunctions[0].weights)
    {
      #expect((a - b).magnitude < 1e-8)
    }
  }

  @Test("Means and deviations are those of the columns in memory")
  func statistics() throws {
    let data = try SimulatedData(rowCount: 900, columnCount: 4, seed: 2).data(weighted: true)
    for design in [data, try offset(data)] {
      let survey = try StreamSurvey(SlicedRows(design, blockRows: 128))
      let known = ColumnStatistics(design.design, weights: design.weights)
      for j in 0..<4 {
        #expect(
          logRelativeError(survey.statistics.means[j], known.means[j], cap: 15) > 11)
        #expect(
          logRelativeError(
            survey.statistics.standardDeviations[j], known.standardDeviations[j], cap: 15) > 11)
      }
      #expect(logRelativeError(survey.totalWeight, design.totalWeight, cap: 15) > 13)
    }
  }

  /// Means that are large against the deviations.
  private func offset(_ data: TrainingData) throws -> TrainingData {
    guard case .classes(let classes) = data.response else { return data }
    let rows = (0..<data.rowCount).map { row in (0..<4).map { data.design[row, $0] + 1e6 } }
    return try TrainingData(
      design: DesignMatrix(rows: rows, columnNames: data.design.columnNames), classes: classes,
      classNames: data.classNames, weights: data.weights)
  }

  @Test(
    "An interrupted training that goes on gives the same bits, with or without polish",
    arguments: ["sgd", "asgd", "svrg", "momentum", "adam"])
  func resumes(name: String) throws {
    let data = try SimulatedData(rowCount: 700, columnCount: 3, seed: 4).data(weighted: true)
    let source = SlicedRows(data, blockRows: 100)
    for polishes in [true, false] {
      let options = TrainingOptions(
        solver: name == "momentum"
          ? Self.solver("sgd", polishes: polishes, epochs: 3, batchSize: 8)
          : Self.solver(name, polishes: polishes, epochs: 3), threads: polishes ? 2 : 1)
      var trainer = StreamingTrainer(options)
      trainer.checkpointInterval = 2
      var history: [[Double]] = []
      var count = 0
      let whole = try trainer.train(
        source, store: { _ in count += 1 },
        observe: { history.append([$0.objective, $0.step] + $0.coefficients) })
      #expect(count > 9)
      for end in 1...count {
        var last: StreamingCheckpoint?
        var left = end
        #expect(throws: Ended.self) {
          _ = try trainer.train(
            source,
            store: {
              left -= 1
              last = $0
              if left == 0 { throw Ended() }
            }, observe: { _ in })
        }
        var again: [[Double]] = []
        let resumed = try trainer.train(
          source, from: last,
          observe: { again.append([$0.objective, $0.step] + $0.coefficients) })
        #expect(Self.bits(resumed) == Self.bits(whole), "\(name) \(polishes) \(end) of \(count)")
        #expect(resumed.inference == whole.inference)
        #expect(again == history, "\(name) \(polishes) \(end) of \(count)")
      }
    }
  }

  @Test("The bits do not depend on the number of threads", arguments: ["sgd", "svrg"])
  func threads(name: String) throws {
    let data = try SimulatedData(rowCount: 5000, columnCount: 3, seed: 9).data()
    for polishes in [true, false] {
      let found = try [1, 2, 5].map { threads in
        Self.bits(
          try StreamingTrainer(
            TrainingOptions(
              solver: Self.solver(name, polishes: polishes, epochs: 2), threads: threads)
          ).train(SlicedRows(data, blockRows: 600)))
      }
      #expect(found[0] == found[1])
      #expect(found[0] == found[2])
    }
  }

  @Test("Separation, redundant columns and one class are seen")
  func troubles() throws {
    let rows = (0..<60).map { (row: Int) -> [Double] in
      let second = Double(row % 7)
      return [Double(row), second, second * 2 + 1, 4]
    }
    let design = try DesignMatrix(rows: rows, columnNames: ["a", "b", "c", "d"])
    func train(_ label: (Int) -> Int32, load: Int = 1000) throws -> TrainedClassifier {
      var trainer = StreamingTrainer()
      trainer.largestLoad = load
      return try trainer.train(
        SlicedRows(
          TrainingData(
            design: design, classes: (0..<60).map { label($0) }, classNames: ["n", "y"]),
          blockRows: 16)
      ).classifier
    }
    for load in [0, 1000] {
      let apart = try train({ $0 < 30 ? 0 : 1 }, load: load)
      guard case .separated(let separation) = apart.status else {
        Issue.record("\(apart.status)")
        continue
      }
      #expect(separation.columns.contains("a"))
      #expect(separation.kind == .complete)
    }
    let overlap = try train { $0 % 3 == 0 ? 1 : 0 }
    guard case .rankDeficient(let columns) = overlap.status else {
      Issue.record("\(overlap.status)")
      return
    }
    #expect(columns.map(\.column) == ["d", "c"])
    #expect(try train { _ in 1 }.status == .oneClass)
  }

  @Test("A source that changes, differs within itself or is empty is an error")
  func badSources() throws {
    let data = try SimulatedData(rowCount: 300, columnCount: 2, seed: 1).data()
    let source = SlicedRows(data, blockRows: 100)
    let survey = try StreamSurvey(source)
    let fewer = SlicedRows(data.selectingRows(Array(0..<250)), blockRows: 100)
    #expect(throws: StreamError.rowsChanged(found: 250, expected: 300)) {
      _ = try StreamingTrainer().train(fewer, survey: survey)
    }
    #expect(throws: StreamError.noRows) { _ = try StreamSurvey(NoRows()) }
    var stored: StreamingCheckpoint?
    _ = try StreamingTrainer().train(source, store: { stored = $0 })
    #expect(throws: StreamError.otherCheckpoint) {
      _ = try StreamingTrainer().train(fewer, from: stored)
    }
  }

  private struct NoRows: RowBlockSource, RowBlocks {
    func blocks() -> any RowBlocks { self }
    func next() -> TrainingData? { nil }
  }
}
