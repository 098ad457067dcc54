import Classification
import RealModule
import Testing

@Suite struct RankMetricsTests {
  /// `auc`, `var` and `ci.auc` of pROC; `roc_auc_score` with sample weights.
  @Test func knownArea() throws {
    let auc = AreaUnderROC(try SixteenRows.predictions())
    #expect(agree(auc.area.value, 0.8671875))
    #expect(agree(auc.standardError.value, 0.008_074_079_241_071_428_1.squareRoot()))
    #expect(agree(auc.lower.value, 0.691_073_210_631_995_67, 1e-13))
    #expect(auc.upper.value == 1)
    let weighted = AreaUnderROC(try SixteenRows.predictions(weighted: true))
    #expect(agree(weighted.area.value, 0.902_834_008_097_166))
  }

  /// The definitions, pair by pair.
  @Test(arguments: [3, 10, 1000])
  func areaByPairs(levels: Int) throws {
    let data = TiedScores(rowCount: 300, levels: levels, seed: 51)
    let positive = data.scores.indices.filter { data.labels[$0] }.map { data.scores[$0] }
    let negative = data.scores.indices.filter { !data.labels[$0] }.map { data.scores[$0] }
    func win(_ x: Double, _ y: Double) -> Double { x > y ? 1 : x == y ? 0.5 : 0 }
    let v = positive.map { x in
      negative.reduce(0) { $0 + win(x, $1) } / Double(negative.count)
    }
    let w = negative.map { y in
      positive.reduce(0) { $0 + win($1, y) } / Double(positive.count)
    }
    let area = v.reduce(0, +) / Double(v.count)
    func variance(_ parts: [Double]) -> Double {
      parts.reduce(0) { $0 + ($1 - area) * ($1 - area) } / Double(parts.count - 1)
        / Double(parts.count)
    }
    let auc = AreaUnderROC(try data.predictions())
    #expect(agree(auc.area.value, area, 1e-13))
    #expect(agree(auc.standardError.value, (variance(v) + variance(w)).squareRoot(), 1e-12))
  }

  /// The area under the straight lines between the points of the curve is the AUC.
  @Test func areaUnderTheCurve() throws {
    for weighted in [false, true] {
      let predictions = try TiedScores(rowCount: 400, levels: 30, seed: 52)
        .predictions(weighted: weighted)
      let points = ROCCurve(predictions).points
      let area = zip(points, points.dropFirst()).reduce(0) { sum, pair in
        sum + (pair.1.falsePositiveRate - pair.0.falsePositiveRate)
          * (pair.1.truePositiveRate + pair.0.truePositiveRate) / 2
      }
      #expect(agree(AreaUnderROC(predictions).area.value, area, 1e-13))
    }
  }

  @Test(arguments: 0..<3)
  func monotoneTransforms(_ index: Int) throws {
    let transforms: [(Double) -> Double] = [
      { x in 3 * x + 7 }, { x in Double.exp(x) }, { x in x * x * x },
    ]
    let transform = transforms[index]
    let data = TiedScores(rowCount: 300, levels: 40, seed: 53)
    let transformed = try BinaryPredictions(
      scores: data.scores.map(transform), labels: data.labels)
    #expect(AreaUnderROC(try data.predictions()) == AreaUnderROC(transformed))
    #expect(
      PrecisionRecallCurve(try data.predictions()).averagePrecision
        == PrecisionRecallCurve(transformed).averagePrecision)
  }

  @Test func exchangedClassesMirrorTheArea() throws {
    let data = TiedScores(rowCount: 300, levels: 40, seed: 54)
    let mirrored = AreaUnderROC(
      try BinaryPredictions(scores: data.scores, labels: data.labels.map { !$0 }))
    let auc = AreaUnderROC(try data.predictions())
    #expect(agree(auc.area.value.map { 1 - $0 }, mirrored.area.value!))
    #expect(agree(auc.standardError.value, mirrored.standardError.value!))
  }

  /// `roc_curve`, which keeps one more point on the first straight line, `precision_recall_curve` and
  /// `average_precision_score`; thresholds as there.
  @Test func knownCurves() throws {
    let predictions = try SixteenRows.predictions()
    let roc = ROCCurve(predictions).points
    #expect(
      roc.map { $0.falsePositiveRate } == [0, 0, 0.125, 0.125, 0.25, 0.5, 0.5, 1])
    #expect(
      roc.map { $0.truePositiveRate } == [0, 0.5, 0.625, 0.75, 0.75, 0.875, 1, 1])
    let thresholds = [0.7, 0.65, 0.55, 0.5, 0.4, 0.35, 0.05]
    #expect(zip(roc.dropFirst(), thresholds).allSatisfy { agree($0.threshold, $1) })
    let curve = PrecisionRecallCurve(predictions)
    #expect(agree(curve.averagePrecision.value, 0.874_188_311_688_311_7))
    #expect(curve.points.map { $0.recall } == [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1])
    #expect(curve.points[4].precision == 0.833_333_333_333_333_4)
    #expect(curve.points[7].precision == 8 / 12.0)
    let weighted = PrecisionRecallCurve(try SixteenRows.predictions(weighted: true))
    #expect(agree(weighted.averagePrecision.value, 0.902_344_942_816_812_1))
  }

  @Test func weightsAreRepetitions() throws {
    let data = TiedScores(rowCount: 200, levels: 25, seed: 55)
    let (a, b) = (
      BinaryEvaluation(try data.predictions(weighted: true)),
      BinaryEvaluation(try data.repeated())
    )
    #expect(a.auc == b.auc)
    #expect(a.counts == b.counts)
    #expect(agree(a.averagePrecision.value, b.averagePrecision.value!))
    #expect(agree(a.logLoss, b.logLoss, 1e-13))
    #expect(agree(a.brier, b.brier, 1e-13))
    let (left, right) = (try #require(a.curves), try #require(b.curves))
    #expect(left.roc == right.roc && left.gains == right.gains)
    #expect(left.thresholds == right.thresholds)
    for (x, y) in zip(left.calibration.bins, right.calibration.bins) {
      #expect(x.observed == y.observed && agree(x.meanProbability, y.meanProbability))
    }
    #expect(agree(left.recalibration.slope.value, right.recalibration.slope.value!, 1e-11))
    #expect(
      agree(
        left.recalibration.slopeStandardError.value,
        right.recalibration.slopeStandardError.value!, 1e-11))
  }

  /// No zeros and no NaN where there is nothing to say.
  @Test func undefined() throws {
    let one = AreaUnderROC(try BinaryPredictions(scores: [1, 2], labels: [true, true]))
    #expect(one.area == .undefined(.oneClass) && one.standardError.reason == .oneClass)
    let negative = try BinaryPredictions(scores: [1, 2], labels: [false, false])
    #expect(PrecisionRecallCurve(negative).averagePrecision == .undefined(.noPositives))
    #expect(ROCCurve(negative).points.isEmpty)
    let separated = AreaUnderROC(
      try BinaryPredictions(scores: [1, 2, 3, 4], labels: [false, false, true, true]))
    #expect(separated.area == .value(1) && separated.lower == .undefined(.separated))
    let few = AreaUnderROC(
      try BinaryPredictions(scores: [1, 2, 3, 4], labels: [false, true, false, false]))
    #expect(agree(few.area.value, 1 / 3) && few.lower == .undefined(.tooFewRows))
    // Equal scores: a half, known to be without information.
    let equal = AreaUnderROC(
      try BinaryPredictions(scores: [1, 1, 1, 1], labels: [false, true, false, true]))
    #expect(equal.area == .value(0.5) && equal.standardError == .value(0))
  }

  /// Scores that differ where probabilities are both 1.
  @Test func scoresBeyondProbabilities() throws {
    let predictions = try BinaryPredictions(
      scores: [40, 50, 60, 70], labels: [false, true, false, true])
    #expect(predictions.probabilities == [1, 1, 1, 1])
    #expect(AreaUnderROC(predictions).area == .value(0.75))
  }

  @Test func badInput() throws {
    #expect(throws: EvaluationError.labelCount(found: 1, rows: 2)) {
      try BinaryPredictions(scores: [1, 2], labels: [true])
    }
    #expect(throws: EvaluationError.notAProbability(row: 1, value: 1.5)) {
      try BinaryPredictions(probabilities: [1, 1.5], labels: [true, false])
    }
    #expect(throws: EvaluationError.notANumber(row: 0)) {
      try BinaryPredictions(scores: [.nan], labels: [true])
    }
    #expect(throws: EvaluationError.badWeight(row: 1, value: -1)) {
      try BinaryPredictions(scores: [1, 2], labels: [true, false], weights: [1, -1])
    }
    #expect(throws: EvaluationError.noWeight) {
      try BinaryPredictions(scores: [1, 2], labels: [true, false], weights: [0, 0])
    }
    #expect(throws: EvaluationError.noWeight) { try BinaryPredictions(scores: [], labels: []) }
  }
}
