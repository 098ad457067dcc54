import Classification
import RealModule
import Testing

@Suite struct ProbabilityScoreTests {
  /// `log_loss` and `brier_score_loss` of scikit-learn.
  @Test func knownLosses() throws {
    let predictions = try SixteenRows.predictions()
    #expect(agree(predictions.logLoss, 0.452_018_621_025_509_4))
    #expect(agree(predictions.brierScore, 0.1490625))
    #expect(
      agree(try SixteenRows.predictions(weighted: true).logLoss, 0.448_236_841_142_537, 1e-13))
  }

  /// From scores nothing is lost: −log σ(−800) = 800; and nothing is clamped.
  @Test func extremes() throws {
    let scores = try BinaryPredictions(scores: [800, -800], labels: [false, true])
    #expect(scores.logLoss == 800 && scores.impossibleRows == 0)
    let right = try BinaryPredictions(scores: [40, 800], labels: [true, true])
    #expect(agree(right.logLoss, Double.exp(-40) / 2))
    let impossible = try BinaryPredictions(
      probabilities: [1, 0.5, 0], labels: [false, true, false])
    #expect(impossible.logLoss == .infinity && impossible.impossibleRows == 1)
    // A row that does not count does not make the loss infinite.
    let ignored = try BinaryPredictions(
      probabilities: [1, 0.5, 0], labels: [false, true, false], weights: [0, 1, 1])
    #expect(agree(ignored.logLoss, Double.log(2) / 2) && ignored.impossibleRows == 0)
    let certain = try BinaryPredictions(probabilities: [1, 0], labels: [true, false])
    #expect(certain.logLoss == 0 && certain.brierScore == 0)
  }

  @Test(arguments: [Binning.equalWidth(10), .equalCount(7), .distinct])
  func brierParts(_ binning: Binning) throws {
    let predictions = try TiedScores(rowCount: 500, levels: 40, seed: 61)
      .predictions(weighted: true)
    let parts = BrierDecomposition(predictions, binning: binning)
    #expect(
      agree(
        parts.score, parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins,
        1e-13))
    if binning == .distinct { #expect(abs(parts.withinBins) < 1e-15) }
    // What is within the bins, by its definition: var p − 2·cov(p, y) there.
    var within = 0.0
    for bin in CalibrationCurve(predictions, binning: binning).bins {
      for row in predictions.labels.indices
      where (bin.lowest...bin.highest).contains(predictions.probabilities[row]) {
        let distance = predictions.probabilities[row] - bin.meanProbability
        let outcome = (predictions.labels[row] ? 1 : 0) - bin.observed.value
        within += predictions.weights![row] * distance * (distance - 2 * outcome)
      }
    }
    #expect(abs(within / predictions.totalWeight - parts.withinBins) < 1e-15)
  }

  /// By hand: 0.05 | 0.1 | 0.2 | 0.3, 0.35 | 0.4 × 3 | 0.5, 0.55 | 0.65 × 2 | 0.7 | 0.8 | 0.9, 0.95.
  @Test func calibrationBins() throws {
    let curve = CalibrationCurve(try SixteenRows.predictions())
    #expect(curve.bins.map { $0.weight } == [1, 1, 1, 2, 3, 2, 2, 1, 1, 2])
    #expect(curve.bins[3].lowest == 0.3 && curve.bins[3].highest == 0.35)
    #expect(agree(curve.bins[3].meanProbability, 0.325))
    #expect(curve.bins[3].observed.value == 0.5)
    let differences = [
      0.05, 0.1, 0.2, 2 * 0.175, 3 * (0.4 - 1 / 3.0), 2 * 0.025, 2 * 0.15, 0.3, 0.2, 2 * 0.075,
    ]
    #expect(agree(curve.expectedError, differences.reduce(0, +) / 16, 1e-13))
    #expect(agree(curve.maximumError, 0.3))
    let counts = CalibrationCurve(try SixteenRows.predictions(), binning: .equalCount(4))
    #expect(counts.bins.map { $0.weight } == [4, 4, 4, 4])
    #expect(CalibrationCurve(try SixteenRows.predictions(), binning: .distinct).bins.count == 13)
  }

  /// `glm(y ~ qlogis(p))` and `glm(y ~ offset(qlogis(p)))` of R.
  @Test func recalibration() throws {
    let found = Recalibration(try SixteenRows.predictions())
    #expect(agree(found.intercept.value, 0.078_423_966_948_343_166, 1e-11))
    #expect(agree(found.slope.value, 1.736_806_539_367_532_931, 1e-11))
    #expect(agree(found.interceptStandardError.value, 0.671_362_581_337_277_78, 1e-9))
    #expect(agree(found.slopeStandardError.value, 0.935_590_753_128_246_91, 1e-9))
    #expect(agree(found.interceptInTheLarge.value, 0.034_296_774_652_654_877, 1e-11))
  }

  /// A maximum-likelihood fit is calibrated on its own rows.
  @Test func fitsAreCalibrated() throws {
    let data = try GoldenFit.named("birthwt_raw").data()
    let curves = try #require(
      try LogisticTrainer().train(data).evaluate(data).classes[0].curves)
    #expect(agree(curves.recalibration.slope.value, 1, 1e-9))
    #expect(abs(curves.recalibration.intercept.value ?? 1) < 1e-9)
    #expect(abs(curves.recalibration.interceptInTheLarge.value ?? 1) < 1e-9)
  }

  @Test func undefinedRecalibration() throws {
    func reason(_ scores: [Double], _ labels: [Bool]) throws -> Metric.Reason? {
      Recalibration(try BinaryPredictions(scores: scores, labels: labels)).slope.reason
    }
    #expect(try reason([1, 2, 3], [true, true, true]) == .oneClass)
    #expect(try reason([1, .infinity, 3], [true, false, true]) == .infiniteScores)
    #expect(try reason([1, 1, 1, 1], [true, false, true, false]) == .constantScores)
    #expect(try reason([-2, -1, 1, 2], [false, false, true, true]) == .separated)
  }
}
