import Classification
import TestSupport
import Testing

/// The algorithms of Harrington (2012), Machine Learning in Action, chapter 5, on data of the same kind:
/// the numbers are those of 200-bit arithmetic (mpmath), the rates rounded to double.
@Suite struct StochasticTextbookTests {
  static func testSet() throws -> TrainingData {
    try GoldenTable(Repository.data("classification/two_columns.csv")).trainingData(
      ["x1", "x2"], target: "label")
  }

  static func unscaled() throws -> TrainingData {
    try GoldenTable(Repository.data("classification/unscaled.csv")).trainingData(
      ["temperature", "pulse", "cell_share", "cells", "protein", "pain"], target: "died")
  }

  static func train(
    _ data: TrainingData, _ descent: TextbookDescent, observe: ((SolverProgress) -> Void)? = nil
  ) -> TrainedClassifier {
    LogisticTrainer(
      descent.trainingOptions(coefficientCount: data.design.columnCount + 1)
    ).train(data, observe: observe)
  }

  private func expect(_ trained: TrainedClassifier, _ expected: [Double]) {
    let function = trained.scoreFunctions[0]
    for (a, b) in zip([function.intercept] + function.weights, expected) {
      let digits = logRelativeError(a, b, cap: 15)
      #expect(digits >= 12, "\(a), \(b): \(digits) digits")
    }
  }

  @Test func batch() throws {
    let data = try Self.testSet()
    let trained = Self.train(data, TextbookDescent())
    expect(trained, [3.1990931023326523461, 0.92206897383190434749, -0.59199903522812895647])
    guard case .notConverged(.passLimit, let gradient) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
    #expect(gradient > 1e-3)
    #expect(trained.reports[0].passes == 500)
  }

  @Test(arguments: [
    (1, [0.96815739619720746804, 0.97013527416583219517, -0.35877280763427960829]),
    (200, [4.9039095097152297782, 1.0440256590243270696, -0.87159307278382004169]),
  ])
  func stochastic(_ epochs: Int, _ expected: [Double]) throws {
    let descent = TextbookDescent(
      mode: .stochastic(order: .file, seed: 1), epochs: epochs, learningRate: 0.01)
    var history: [SolverProgress] = []
    let trained = Self.train(try Self.testSet(), descent) { history.append($0) }
    expect(trained, expected)
    #expect(history.map { $0.updates } == (1...epochs).map { 100 * $0 })
    #expect(history.allSatisfy { $0.step == 0.01 })
  }

  /// The sparse rows of the same data take the same steps.
  @Test func sparse() throws {
    let data = try Self.testSet()
    var builder = SparseDesignBuilder()
    for i in 0..<data.rowCount {
      for j in 0..<2 { builder.append(column: j, value: data.design[i, j]) }
      builder.endRow()
    }
    guard case .classes(let classes) = data.response else { return }
    let sparse = try TrainingData(
      design: builder.finish(columnNames: ["x1", "x2"]), classes: classes,
      classNames: data.classNames)
    let descent = TextbookDescent(
      mode: .stochastic(order: .file, seed: 1), epochs: 200, learningRate: 0.01)
    expect(
      Self.train(sparse, descent),
      [4.9039095097152297782, 1.0440256590243270696, -0.87159307278382004169])
  }

  @Test func fallingRateInFileOrder() throws {
    let descent = TextbookDescent(
      mode: .stochastic(order: .file, seed: 1), epochs: 150, schedule: FallingTextbookRate())
    expect(
      Self.train(try Self.testSet(), descent),
      [7.4149903001723698391, 1.2614962810470581142, -1.2946895389124473262])
  }

  /// The improved algorithm: a falling rate and a random order, without replacement here. The seeds
  /// end near each other, nearer to the minimum than after as many epochs at a constant rate.
  @Test func fallingRate() throws {
    let data = try Self.testSet()
    let best = SolverTests.train(data, "newton").reports[0].objective
    var ends: [Double] = []
    for seed: UInt32 in 1...4 {
      var rates: [Double] = []
      let descent = TextbookDescent(
        mode: .stochastic(order: .random, seed: seed), epochs: 150,
        schedule: FallingTextbookRate(), observationInterval: 1)
      let trained = Self.train(data, descent) { rates.append($0.step) }
      ends.append(trained.reports[0].objective)
      #expect(rates.count == 15_000)
      #expect(rates[0] == 4.01 && rates[205] == 4.0 / Double(1 + 2 + 5) + 0.01)
      #expect(ends.last! < best * 2, "\(ends.last! / best)")
    }
    #expect(Set(ends).count == 4)
    let again = Self.train(
      data,
      TextbookDescent(
        mode: .stochastic(order: .random, seed: 4), epochs: 150, schedule: FallingTextbookRate()))
    #expect(again.reports[0].objective == ends[3])
  }

  /// Columns of different size and a rate that suits none of them: 500 steps end far above the
  /// minimum, and nothing says that they converged.
  @Test(arguments: [
    TextbookDescent(mode: .batch, learningRate: 0.001),
    TextbookDescent(mode: .stochastic(order: .file, seed: 1), learningRate: 0.01),
  ])
  func unscaledColumns(_ descent: TextbookDescent) throws {
    let data = try Self.unscaled()
    let best = SolverTests.train(data, "newton")
    #expect(best.status == .converged)
    var history: [SolverProgress] = []
    let trained = Self.train(data, descent) { history.append($0) }
    #expect(!trained.status.isSuccess)
    #expect(trained.reports[0].certificate == nil)
    #expect(trained.reports[0].objective > 2 * best.reports[0].objective)
    #expect(history.count == 500)
    // The stochastic solver, conditioned and polished, has the answer all the same.
    let conditioned = SolverTests.train(data, "sgd")
    #expect(conditioned.status == .converged)
    #expect(
      SolverTests.difference(
        SolverTests.coefficients(conditioned), SolverTests.coefficients(best)) < 1e-8)
  }

  /// A rate somewhat too high: the objective rises and falls to the end.
  @Test func oscillation() throws {
    let trained = Self.train(try Self.testSet(), TextbookDescent(learningRate: 0.1))
    guard case .notConverged(.oscillating, _) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
  }

  /// A rate beyond all bounds ends as diverged.
  @Test func divergence() throws {
    let trained = Self.train(try Self.testSet(), TextbookDescent(epochs: 7, learningRate: 100))
    #expect(trained.status == .diverged)
  }
}
