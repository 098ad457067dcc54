import Classification
import Testing

@Suite struct MulticlassTests {
  /// iris, C = 1 (λ = 1/n), all classes with weights: Newton's method with an 80-bit gradient.
  @Test(arguments: Solvers.all.map { $0.name })
  func iris(_ solver: String) throws {
    let names = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"]
    let data = try Self.iris(names)
    let trained = LogisticTrainer(
      TrainingOptions(solver: Solvers.named(solver), penalty: Penalty(lambda: 1.0 / 150))
    ).train(data)
    #expect(trained.status == .converged)
    let expected: [[Double]] = [
      [
        -0.4235099201227126, 0.9673505795715536, -2.517152377609209, -1.0793366485007185,
        9.849568050482132,
      ],
      [
        0.5344615089959236, -0.32158785519193295, -0.20639207129486914, -0.9442984653963384,
        2.237205632203197,
      ],
      [
        -0.11095158887321101, -0.6457627243796206, 2.7235444489040783, 2.023635113897057,
        -12.086773682685328,
      ],
    ]
    for (function, row) in zip(trained.scoreFunctions, expected) {
      for (a, b) in zip(function.weights + [function.intercept], row) {
        #expect(abs(a / b - 1) < 1e-12, "\(a), \(b)")
      }
    }
    // n·F, and the share of rows that the book-keeping of classes gets right.
    #expect(abs(trained.reports[0].objective * 150 / 28.886316604092496 - 1) < 1e-14)
    guard case .classes(let classes) = data.response else { return }
    let predicted = trained.predictedClasses(for: data.design)
    #expect(zip(predicted, classes).filter { $0 == Int($1) }.count == 146)
  }

  @Test func oneVsRest() throws {
    let data = try Self.iris(["sepal_width_cm", "petal_length_cm"])
    let penalty = Penalty(lambda: 0.01)
    let trained = LogisticTrainer(TrainingOptions(penalty: penalty, multiclass: .oneVsRest))
      .train(data)
    #expect(trained.form == .oneVsRest && trained.reports.count == 3)
    guard case .classes(let classes) = data.response else { return }
    let single = try TrainingData(
      design: data.design, classes: classes.map { $0 == 1 ? 1 : 0 }, classNames: ["rest", "1"])
    let binary = LogisticTrainer(TrainingOptions(penalty: penalty)).train(single)
    #expect(trained.scoreFunctions[1] == binary.scoreFunctions[0])
    let p = trained.probabilities(for: data.design)
    for i in 0..<150 { #expect(abs(p[i] + p[150 + i] + p[300 + i] - 1) < 1e-15) }
  }

  /// Independent labels are as many logistic regressions.
  @Test func independentLabels() throws {
    let simulated = SimulatedData(rowCount: 200, columnCount: 3, seed: 41)
    let other = SimulatedData(rowCount: 200, columnCount: 3, seed: 42)
    let indicators = [simulated.classes, other.classes].map { $0.map { Double($0) } }
    let data = try TrainingData(
      design: simulated.design(), indicators: indicators, labelNames: ["a", "b"])
    let trained = LogisticTrainer().train(data)
    let binary = LogisticTrainer().train(try simulated.data())
    #expect(trained.scoreFunctions[0] == binary.scoreFunctions[0])
    #expect(
      Array(trained.probabilities(for: data.design)[..<200])
        == Array(binary.probabilities(for: data.design)[200...]))
  }

  static func iris(_ names: [String]) throws -> TrainingData {
    try GoldenTable("iris.csv").trainingData(
      names, target: "target", classNames: ["setosa", "versicolor", "virginica"])
  }
}
