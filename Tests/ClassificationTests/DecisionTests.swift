import Classification
import Testing

@Suite struct DecisionTests {
  /// `prop.test(…, correct = FALSE)` of R.
  @Test func wilson() {
    let share = Proportion(count: 11, total: 16)
    #expect(agree(share.lower, 0.444_043_558_347_406_77, 1e-13))
    #expect(agree(share.upper, 0.858_353_561_452_179_56, 1e-13))
    let none = Proportion(count: 0, total: 16)
    #expect(none.lower == 0 && agree(none.upper, 0.193_607_680_534_436_44, 1e-13))
    #expect(Proportion(count: 16, total: 16).upper == 1)
  }

  /// `confusion_matrix`, `precision_score` … `cohen_kappa_score` of scikit-learn at ½.
  @Test func knownDecisions() throws {
    let counts = try #require(BinaryEvaluation(try SixteenRows.predictions()).counts)
    #expect(
      counts
        == BinaryCounts(
          truePositives: 6, falsePositives: 2, falseNegatives: 2, trueNegatives: 6))
    #expect(counts.precision == .value(0.75) && counts.recall == .value(0.75))
    #expect(counts.f1 == .value(0.75) && counts.specificity == .value(0.75))
    #expect(agree(counts.matthewsCorrelation.value, 0.5) && agree(counts.kappa.value, 0.5))
    #expect(counts.balancedAccuracy == .value(0.75) && counts.youden == .value(0.5))
    let weighted = try #require(
      BinaryEvaluation(try SixteenRows.predictions(weighted: true)).counts)
    #expect(agree(weighted.matthewsCorrelation.value, 0.637_407_302_629_930_7))
    #expect(agree(weighted.kappa.value, 0.636_547_538_772_757_9))
  }

  @Test func undefined() {
    let never = BinaryCounts(
      truePositives: 0, falsePositives: 0, falseNegatives: 3, trueNegatives: 5)
    #expect(never.precision == .undefined(.noPredictedPositives))
    #expect(never.recall == .value(0) && never.f1 == .value(0))
    #expect(never.matthewsCorrelation == .undefined(.oneClassPredicted))
    #expect(never.kappa == .value(0))
    let nothing = BinaryCounts(
      truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 5)
    #expect(nothing.f1 == .undefined(.noPositivesAtAll))
    #expect(nothing.recall == .undefined(.noPositives))
    #expect(nothing.balancedAccuracy == .undefined(.oneClass))
    #expect(nothing.kappa == .undefined(.oneClass))
    #expect(nothing.matthewsCorrelation == .undefined(.oneClass))
    let wrong = BinaryCounts(
      truePositives: 0, falsePositives: 5, falseNegatives: 0, trueNegatives: 0)
    #expect(wrong.specificity == .value(0))
    #expect(wrong.negativePredictiveValue == .undefined(.noPredictedNegatives))
  }

  /// Against all thresholds one by one.
  @Test(
    arguments: [
      ThresholdRule.maximumF1, .youden, .cost(falsePositive: 1, falseNegative: 5),
      .cost(falsePositive: 7, falseNegative: 1), .cost(falsePositive: 1, falseNegative: 0),
    ], [false, true])
  func bestThreshold(_ rule: ThresholdRule, _ weighted: Bool) throws {
    let predictions = try TiedScores(rowCount: 300, levels: 60, seed: 71)
      .predictions(weighted: weighted)
    func counts(_ threshold: Double) -> BinaryCounts {
      var cells = [0.0, 0, 0, 0]
      for row in predictions.labels.indices {
        let positive = predictions.probabilities[row] >= threshold
        cells[(predictions.labels[row] ? 2 : 0) + (positive ? 1 : 0)] +=
          predictions.weights?[row] ?? 1
      }
      return BinaryCounts(
        truePositives: cells[3], falsePositives: cells[1], falseNegatives: cells[2],
        trueNegatives: cells[0])
    }
    func merit(_ counts: BinaryCounts) -> Double {
      switch rule {
      case .fixed: 0
      case .maximumF1: counts.f1.value!
      case .youden: counts.youden.value!
      case .cost(let a, let b): -a * counts.falsePositives - b * counts.falseNegatives
      }
    }
    let threshold = try #require(predictions.threshold(rule).value)
    let all = predictions.probabilities + [2]
    let best = all.map { merit(counts($0)) }.max()!
    #expect(merit(counts(threshold)) == best)
    #expect(all.filter { merit(counts($0)) == best }.allSatisfy { $0 <= threshold || $0 == 2 })
    let evaluation = BinaryEvaluation(predictions, options: EvaluationOptions(threshold: rule))
    #expect(evaluation.counts == counts(threshold))
    for row in predictions.thresholdTable([0, 0.2, 0.5, 0.51, 1]).rows {
      #expect(row.counts == counts(row.threshold))
    }
  }

  /// By hand: sorted labels 1 1 1 1 | 1 0 tied | 1 | 0 | (0 0 1) tied at 0.4 | …
  @Test func gains() throws {
    let rows = GainsTable(try SixteenRows.predictions(), steps: 16).rows
    #expect(rows.count == 16 && rows[3].gain == 0.5 && rows[3].lift == 2)
    #expect(agree(rows[4].gain, 4.5 / 8) && agree(rows[5].gain, 5 / 8))
    #expect(agree(rows[8].gain, (6 + 1 / 3.0) / 8) && rows[15].gain == 1)
    #expect(rows[15].lift == 1)
  }

  static let labels: [Int32] = [0, 1, 2, 2, 1, 0, 1, 2, 0, 2, 1, 1]
  static let rows: [[Double]] = [
    [0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.2, 0.2, 0.6], [0.5, 0.2, 0.3], [0.3, 0.4, 0.3],
    [0.4, 0.35, 0.25], [0.2, 0.3, 0.5], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3], [0.05, 0.25, 0.7],
    [0.25, 0.5, 0.25], [0.6, 0.3, 0.1],
  ]

  /// scikit-learn 1.2.1 on these twelve rows.
  @Test func severalClasses() throws {
    let found = try ClassificationEvaluation(
      classNames: ["a", "b", "c"],
      probabilities: (0..<3).flatMap { k in Self.rows.map { $0[k] } }, labels: Self.labels)
    let confusion = try #require(found.confusion)
    #expect(confusion.cells == [2, 1, 0, 1, 3, 1, 1, 0, 3])
    #expect(agree(found.logLoss, 0.774_980_379_027_971_1))
    #expect(agree(found.brier, 0.45625, 1e-13))
    #expect(agree(confusion.matthewsCorrelation.value, 0.505_291_152_639_911_4))
    #expect(agree(confusion.kappa.value, 0.5))
    #expect(agree(found.accuracy?.value, 2 / 3))
    let averages = try #require(found.averages)
    #expect(agree(averages.macro.precision.value, 0.666_666_666_666_666_6))
    #expect(agree(averages.macro.recall.value, 0.672_222_222_222_222_2))
    #expect(agree(averages.macro.f1.value, 0.662_698_412_698_412_7))
    #expect(agree(averages.weighted.precision.value, 0.6875))
    #expect(agree(averages.weighted.recall.value, 0.666_666_666_666_666_6))
    #expect(agree(averages.weighted.f1.value, 0.670_634_920_634_920_6))
    #expect(agree(averages.micro.f1.value, 0.666_666_666_666_666_6))
    #expect(agree(averages.macro.auc.value, 0.875_545_634_920_634_9))
    #expect(agree(averages.weighted.auc.value, 0.878_720_238_095_238_1))
  }

  /// The cells of each class against the rest add up to the whole, and rows and columns to theirs.
  @Test func confusionSums() throws {
    let simulated = SimulatedData(rowCount: 300, columnCount: 3, classCount: 4, seed: 72)
    let data = try simulated.data(weighted: true)
    let found = try LogisticTrainer().train(data).evaluate(data)
    let confusion = try #require(found.confusion)
    let total = simulated.weights.reduce(0, +)
    #expect(agree(confusion.total, total, 1e-13) && found.rowCount == 300)
    let sums = try #require(data.classWeights)
    for k in 0..<4 {
      #expect(agree(confusion.actualTotals[k], sums[k], 1e-13))
      #expect(agree(found.classes[k].counts?.total, total, 1e-13))
      #expect(agree(found.classes[k].positives, sums[k], 1e-13))
    }
    #expect(agree(confusion.predictedTotals.reduce(0, +), total, 1e-13))
    // The mean loss of the training is the log loss.
    #expect(
      agree(found.logLoss, -LogisticTrainer().train(data).logLikelihood / data.totalWeight, 1e-12))
  }

  /// Two classes as several: the same but for the Brier score, which is double.
  @Test func twoClassesAsSeveral() throws {
    let two = try SixteenRows.predictions()
    let several = try ClassificationEvaluation(
      classNames: ["no", "yes"], probabilities: two.complements + two.probabilities,
      labels: two.labels.map { $0 ? 1 : 0 })
    #expect(agree(several.logLoss, two.logLoss) && agree(several.brier, 2 * two.brierScore))
    #expect(several.classes[1].auc == AreaUnderROC(two))
  }

  /// Losses of 900, 2·exp(−60) and exp(−50): nothing is clamped.
  @Test func extremeSoftmaxScores() throws {
    let found = try ClassificationEvaluation(
      form: .softmax, classNames: ["a", "b", "c"], scores: [900, 0, 0, 0, 60, 50, 0, 0, -900],
      response: .classes([2, 1, 1]))
    #expect(agree(found.logLoss, 300) && found.impossibleRows == 0)
    let impossible = try ClassificationEvaluation(
      form: .softmax, classNames: ["a", "b"], scores: [0, 0, -.infinity, 1],
      response: .classes([1, 1]))
    #expect(impossible.logLoss == .infinity && impossible.impossibleRows == 1)
  }

  @Test func independentLabels() throws {
    let simulated = SimulatedData(rowCount: 200, columnCount: 3, seed: 73)
    let first = simulated.classes.map { Double($0) }
    let second = simulated.rows.map { $0[0] + $0[1] * $0[2] > 0.3 ? 1.0 : 0 }
    let data = try TrainingData(
      design: simulated.design(), indicators: [first, second], labelNames: ["p", "q"])
    let model = LogisticTrainer().train(data)
    let found = try model.evaluate(data)
    let scores = model.scores(for: data.design)
    let alone = BinaryEvaluation(
      try BinaryPredictions(scores: Array(scores[200...]), labels: second.map { $0 == 1 }),
      positiveClass: "q")
    #expect(found.classes[1] == alone)
    #expect(agree(found.logLoss, -model.logLikelihood / 200, 1e-12))
    let right = found.classes.reduce(0) { $0 + $1.counts!.truePositives + $1.counts!.trueNegatives }
    #expect(agree(found.accuracy?.value, right / 400) && found.confusion == nil)
    #expect(throws: EvaluationError.notBinary(row: 0, label: "p", value: 0.5)) {
      try model.evaluate(
        TrainingData(
          design: simulated.design(), indicators: [[0.5] + first.dropFirst(), second],
          labelNames: ["p", "q"]))
    }
  }
}
