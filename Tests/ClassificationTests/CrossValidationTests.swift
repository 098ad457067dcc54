import Classification
import Testing

@Suite struct CrossValidationTests {
  /// Each fold by hand.
  @Test(arguments: [2, 3])
  func againstSingleTrainings(classCount: Int) throws {
    let data = try SimulatedData(
      rowCount: 120, columnCount: 3, classCount: classCount, seed: 81
    ).data(weighted: true)
    let folds = try data.folds(count: 4, seed: 1)
    let found = try CrossValidation(data, folds: folds)
    #expect(found.status == .converged && found.failedFolds.isEmpty)
    var losses: [Double] = []
    for fold in 0..<4 {
      let model = LogisticTrainer().train(data.selectingRows(folds.training(fold)))
      let test = data.selectingRows(folds.heldOut(fold))
      let evaluation = try model.evaluate(test)
      #expect(found.results[fold].logLoss.value == evaluation.logLoss)
      #expect(found.results[fold].auc == evaluation.auc)
      #expect(found.results[fold].accuracy.value == evaluation.accuracy?.value)
      losses.append(evaluation.logLoss)
      let scores = model.scores(for: test.design)
      for (i, row) in folds.heldOut(fold).enumerated() {
        #expect(found.scores[row] == scores[i])
      }
    }
    let mean = losses.reduce(0, +) / 4
    let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(agree(found.logLoss.mean.value, mean))
    #expect(agree(found.logLoss.standardError.value, (squares / 12).squareRoot(), 1e-12))
    #expect(found.evaluation.rowCount == 120)
  }

  @Test func threadsDoNotMatter() throws {
    let data = try SimulatedData(rowCount: 300, columnCount: 4, seed: 82).data()
    let folds = try data.folds(count: 5, seed: 2)
    let one = try CrossValidation(data, folds: folds)
    let many = try CrossValidation(data, folds: folds, options: TrainingOptions(threads: 8))
    #expect(one.scores == many.scores)
    #expect(one.evaluation == many.evaluation && one.logLoss == many.logLoss)
  }

  /// A fold of one class has no AUC, a fold without the other class has no model: both are told.
  @Test func folds() throws {
    let simulated = SimulatedData(rowCount: 40, columnCount: 2, seed: 83)
    let classes = (0..<40).map { Int32($0 < 5 ? 1 : 0) }
    let data = try TrainingData(
      design: simulated.design(), classes: classes, classNames: ["a", "b"])
    let folds = try Folds(assignment: (0..<40).map { $0 < 10 ? 0 : 1 }, count: 2)
    let found = try CrossValidation(data, folds: folds)
    // Without the first fold there is only class a; with it as test both occur.
    #expect(found.results[0].status == .oneClass && found.failedFolds.contains(0))
    #expect(found.results[0].logLoss.value == .infinity)
    #expect(found.results[0].auc == .value(0.5))
    #expect(found.results[1].auc == .undefined(.oneClass))
    #expect(found.auc.undefinedFolds == [1] && found.auc.mean == .value(0.5))
    #expect(found.auc.standardError == .undefined(.tooFewFolds))
    #expect(found.logLoss.mean.value == .infinity)
    #expect(found.logLoss.standardError == .undefined(.infiniteScores))
    #expect(found.evaluation.impossibleRows == 5)
  }
}
