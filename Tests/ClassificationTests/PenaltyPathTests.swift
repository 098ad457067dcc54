import Classification
import Testing

/// Against glmnet 4.1.6 (R 4.2.2) with `standardize = FALSE`, thresh 1e-16: birthwt as in the golden
/// fits, iris of three classes.
@Suite struct PenaltyPathTests {
  static func close(_ model: TrainedClassifier, _ expected: [Int: Double], _ intercept: Double)
    -> Bool
  {
    let function = model.scoreFunctions[0]
    return agree(function.intercept, intercept, 1e-6)
      && function.weights.indices.allSatisfy { j in
        expected[j].map { agree(function.weights[j], $0, 1e-6) } ?? (function.weights[j] == 0)
      }
  }

  @Test func lasso() throws {
    // With the last digits.
    let path = PenaltyPath(
      try GoldenFit.named("birthwt_raw").data(),
      training: TrainingOptions(solver: CoordinateDescent()))
    #expect(agree(path.largestLambda, 2.397_217_323_143_248_5, 1e-13))
    #expect(agree(path.nullDeviance, 234.671_996_193_218_43, 1e-13))
    #expect(path.status == .converged && path.steps.count == 95)
    #expect(path.steps[0].nonzeroCount == 0)
    #expect(agree(path.lambdas[9], 1.037_698_153_076_406_893, 1e-12))
    #expect(agree(path.lambdas[49], 0.025_113_626_305_851_407, 1e-12))
    let counts =
      [0] + [Int](repeating: 1, count: 25) + [Int](repeating: 2, count: 18)
      + [3, 3, 3, 4, 4, 4, 4, 5, 6, 7] + [Int](repeating: 8, count: 13)
    #expect(Array(path.steps.map { $0.nonzeroCount }.prefix(67)) == counts)
    #expect(
      Self.close(path.steps[9].model, [1: -0.007_326_395_213_973_31], 0.151_198_634_931_265_96))
    #expect(
      Self.close(
        path.steps[29].model, [0: -0.010_127_834_653_620_8, 1: -0.012_565_141_013_520_6],
        1.045_210_159_369_138_3))
    #expect(
      Self.close(
        path.steps[49].model,
        [
          0: -0.038_139_911_404_776_7, 1: -0.011_804_098_591_286, 4: 0.113_627_792_264_189_3,
          5: 0.278_323_732_526_218_9,
        ], 1.485_266_962_862_543_4))
    #expect(agree(path.steps[9].devianceRatio, 0.020_049_075_140_751_16, 1e-8))
    #expect(agree(path.steps[49].devianceRatio, 0.052_396_575_916_256_113, 1e-8))
  }

  @Test func elasticNet() throws {
    let options = PenaltyPathOptions(l1Ratio: 0.5)
    let path = PenaltyPath(try GoldenFit.named("birthwt_raw").data(), options: options)
    #expect(agree(path.largestLambda, 4.794_434_646_286_498_8, 1e-13))
    #expect(path.status == .converged && path.steps.count == 100)
    #expect(
      Self.close(
        path.steps[49].model,
        [
          0: -0.036_936_525_143_026_1, 1: -0.012_076_781_724_442_8, 4: 0.086_731_537_376_655,
          5: 0.193_479_886_845_006_2,
        ], 1.521_413_627_377_392_2))
    #expect(agree(path.steps[49].devianceRatio, 0.047_458_648_623_563_582, 1e-6))
  }

  /// `family = "multinomial"`, thresh 1e-14: an absolute-value penalty for each coefficient.
  @Test func severalClasses() throws {
    let data = try GoldenTable("iris.csv").trainingData(
      ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"], target: "target",
      classNames: ["setosa", "versicolor", "virginica"])
    let path = PenaltyPath(
      data, options: PenaltyPathOptions(lambdas: [0.02, 0.4, 0.1, 0.005]))
    #expect(agree(path.largestLambda, 0.765_333_333_333_333_42, 1e-13))
    #expect(path.lambdas == [0.4, 0.1, 0.02, 0.005] && path.status == .converged)
    let ratios = [
      0.308_820_140_376_584_56, 0.665_268_654_061_353_94, 0.861_866_233_564_665_19,
      0.930_203_707_753_742_95,
    ]
    for (step, ratio) in zip(path.steps, ratios) { #expect(agree(step.devianceRatio, ratio, 1e-7)) }
    let setosa = path.steps.map { $0.model.scoreFunctions[0].weights }
    #expect(agree(setosa[0][2], -0.558_846_650_324_687, 1e-6))
    #expect(agree(setosa[2][2], -2.854_228_259_664_01, 1e-6))
    let virginica = path.steps[2].model.scoreFunctions[2].weights
    #expect(agree(virginica[2], 3.149_169_139_453_32, 1e-6))
    #expect(agree(virginica[3], 1.319_716_129_361_1, 1e-6) && virginica[0] == 0)
    #expect(path.steps.map { $0.nonzeroCount } == [1, 1, 2, 4])
  }

  /// Just below the largest λ one coefficient leaves 0.
  @Test(arguments: [1, 0.3], [2, 3])
  func largestLambdaIsExact(l1Ratio: Double, classCount: Int) throws {
    let data = try SimulatedData(
      rowCount: 200, columnCount: 6, classCount: classCount, seed: 91
    ).data(weighted: true)
    let first = PenaltyPath(data, options: PenaltyPathOptions(l1Ratio: l1Ratio, count: 2))
    let largest = try #require(first.largestLambda)
    let path = PenaltyPath(
      data, options: PenaltyPathOptions(l1Ratio: l1Ratio, lambdas: [largest, largest * 0.999]),
      training: TrainingOptions(stopping: StoppingRule(tolerance: 1e-13)))
    #expect(path.steps[0].nonzeroCount == 0 && path.steps[1].nonzeroCount == 1)
    #expect(abs(path.steps[0].devianceRatio) < 1e-14)
  }

  /// Each step is what training alone gives; in passes the path is cheaper.
  @Test(arguments: [0, 0.5, 1], [2, 3])
  func stepsAreTrainings(l1Ratio: Double, classCount: Int) throws {
    let data = try SimulatedData(
      rowCount: 300, columnCount: 10, classCount: classCount, seed: 92
    ).data()
    let path = PenaltyPath(data, options: PenaltyPathOptions(l1Ratio: l1Ratio, count: 20))
    #expect(path.status == .converged)
    #expect(l1Ratio > 0 || path.largestLambda == nil)
    for step in [path.steps[5], path.steps[12]] {
      let alone = LogisticTrainer(
        TrainingOptions(penalty: Penalty(lambda: step.lambda, l1Ratio: l1Ratio))
      ).train(data)
      #expect(
        SolverTests.difference(
          SolverTests.coefficients(step.model), SolverTests.coefficients(alone)) < 1e-4)
      #expect(
        agree(step.model.reports[0].objective, alone.reports[0].objective, 2e-10))
    }
    let ratios = path.steps.map { $0.devianceRatio }
    for (a, b) in zip(ratios, ratios.dropFirst()) { #expect(b >= a - 1e-9) }
  }

  /// `cv.glmnet` with `foldid = (0:(n - 1)) %% 5 + 1`; half of its deviance is the log loss.
  @Test func crossValidated() throws {
    let data = try GoldenFit.named("birthwt_raw").data()
    let folds = try Folds(assignment: (0..<data.rowCount).map { $0 % 5 }, count: 5)
    let found = try PathCrossValidation(data, folds: folds)
    #expect(found.best == 74 && found.withinOneError == 63)
    #expect(agree(found.lambdaMin, 0.002_453_626_296_470_858_7, 1e-11))
    #expect(agree(found.lambda1SE, 0.006_827_360_920_747_633_6, 1e-11))
    let expected = [
      (0, 1.240_871_007_717_219_8, 0.005_488_053_189_646_104_1),
      (9, 1.222_101_484_847_483_2, 0.010_063_476_460_665_122),
      (29, 1.219_667_439_978_273_4, 0.019_560_661_209_708_882),
      (49, 1.216_091_048_325_549_2, 0.017_677_581_638_447_501),
    ]
    for (k, deviance, error) in expected {
      #expect(agree(found.points[k].mean, deviance / 2, 1e-7))
      #expect(agree(found.points[k].standardError, error / 2, 1e-5))
    }
    #expect(agree(found.points[74].mean, 1.175_975_798_296_856_8 / 2, 1e-7))
    #expect(found.foldStatuses.allSatisfy { $0.allSatisfy { $0 == .converged } })
  }

  @Test func threadsDoNotMatter() throws {
    let data = try SimulatedData(rowCount: 150, columnCount: 5, classCount: 3, seed: 93).data()
    let folds = try data.folds(count: 3, seed: 1)
    let options = PenaltyPathOptions(count: 10)
    let one = try PathCrossValidation(data, folds: folds, measure: .error, options: options)
    let many = try PathCrossValidation(
      data, folds: folds, measure: .error, options: options, training: TrainingOptions(threads: 4))
    #expect(one.points == many.points && one.best == many.best)
  }

  /// A fold that cannot be trained is told, and left out of the mean.
  @Test func failedFold() throws {
    let simulated = SimulatedData(rowCount: 60, columnCount: 2, seed: 94)
    let data = try TrainingData(
      design: simulated.design(),
      classes: (0..<60).map { $0 < 20 && simulated.classes[$0] == 1 ? 1 : 0 },
      classNames: ["a", "b"])
    let folds = try Folds(assignment: (0..<60).map { $0 / 20 }, count: 3)
    let found = try PathCrossValidation(
      data, folds: folds, options: PenaltyPathOptions(count: 5))
    #expect(found.foldStatuses[0].allSatisfy { $0 == .oneClass })
    #expect(found.points.allSatisfy { $0.foldLosses[0] == nil && $0.foldLosses[1] != nil })
    #expect(found.best != nil)
    #expect(found.unusableFolds == [0])
  }

  /// A λ that some folds did not train at has a mean over other rows, and is not compared.
  @Test func incompleteLambda() throws {
    let points: [[Double?]] = [
      [0.6, 0.62, 0.61], [0.5, 0.54, 0.52], [nil, nil, 0.1], [0.52, 0.53, 0.5], [nil, 0.2, 0.3],
    ]
    let weights = [10.0, 10, 10]
    let found = PathCrossValidation.choice(
      points.map { PathCrossValidation.point(lambda: 1, nonzeroCount: 1, $0, weights) },
      foldCount: 3)
    // The means of the third and fifth are lower, of fewer folds.
    #expect(found.best == 3 && found.withinOneError == 1)
    let none = PathCrossValidation.choice(
      [[0.6, nil], [nil, 0.5]].map {
        PathCrossValidation.point(lambda: 1, nonzeroCount: 1, $0, [1, 1])
      }, foldCount: 2)
    #expect(none.best == nil && none.withinOneError == nil)
  }

  /// The same in real paths with so few passes that some folds do not get there.
  @Test func failingFolds() throws {
    let data = try SimulatedData(rowCount: 80, columnCount: 4, seed: 95).data()
    let folds = try data.folds(count: 4, seed: 3)
    var failures = 0
    for limit in 3...12 {
      let found = try PathCrossValidation(
        data, folds: folds, options: PenaltyPathOptions(l1Ratio: 0, count: 12, smallestRatio: 1e-7),
        training: TrainingOptions(
          solver: LBFGS(polishes: false),
          stopping: StoppingRule(tolerance: 1e-9, passLimit: limit)))
      let full = (0..<4).count - found.unusableFolds.count
      guard let best = found.best else { continue }
      if found.points.contains(where: { $0.foldCount < full && $0.foldCount > 0 }) { failures += 1 }
      #expect(found.points[best].foldCount == full)
      let comparable = found.points.filter { $0.foldCount == full }
      #expect(comparable.allSatisfy { $0.mean! >= found.points[best].mean! })
    }
    #expect(failures > 0)
  }
}
