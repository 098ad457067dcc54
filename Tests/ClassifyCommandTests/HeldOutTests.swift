import Foundation
import TestSupport
import Testing

/// Training on some rows and judging on others. The expected values are by other code: Newton's
/// method in 80 bits, ranks of all pairs, DeLong's components and the binned sums in NumPy 2.4.
struct HeldOutTests {
  struct Expected: Sendable {
    var auc: (value: Double, lower: Double, upper: Double)
    var logLoss: Double
    var brier: Double
    var confusion: [[Double]]
    var calibrationError: Double
    /// Of the log odds of the labels on the scores, and with the slope 1.
    var slope: Double
    var intercept: Double
    var interceptInTheLarge: Double
    /// Rows, mean probability and share of each bin of a tenth that has rows.
    var bins: [(rows: Double, mean: Double, share: Double)]
  }

  private func check(_ model: String, _ data: String, _ expected: Expected) throws {
    let outcome = try classify.run(["evaluate", model, data, "--format", "json"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let found = try document(outcome.output)
    func close(_ value: Double?, _ wanted: Double, _ what: Comment) {
      #expect(logRelativeError(value ?? .nan, wanted, cap: 15) >= 10, what)
    }
    close(found.number("auc"), expected.auc.value, "AUC")
    close(found.number("aucLower"), expected.auc.lower, "lower")
    close(found.number("aucUpper"), expected.auc.upper, "upper")
    close(found.number("logLoss"), expected.logLoss, "log loss")
    close(found.number("brier"), expected.brier, "Brier")
    let confusion = found["confusion"] as? [String: Any]
    #expect(confusion?["counts"] as? [[Double]] == expected.confusion)
    let calibration = try #require(
      found.list("perClass").first?["calibration"] as? [String: Any])
    close(calibration.number("expectedError"), expected.calibrationError, "ECE")
    close(calibration.number("slope"), expected.slope, "slope")
    close(calibration.number("intercept"), expected.intercept, "intercept")
    close(
      calibration.number("interceptInTheLarge"), expected.interceptInTheLarge, "in the large")
    let bins = calibration.list("bins")
    #expect(bins.count == expected.bins.count)
    for (bin, wanted) in zip(bins, expected.bins) {
      #expect(bin.number("weight") == wanted.rows)
      close(bin.number("meanProbability"), wanted.mean, "mean probability")
      #expect(abs((bin.number("observed") ?? .nan) - wanted.share) < 1e-14)
    }
  }

  @Test("Pima: trained on 200 women, judged on 332 others")
  func pima() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("pima.json")
    let trained = try classify.run([
      "train", "data/classification/pima_tr.csv", "--target", "type", "-o", model,
    ])
    #expect(trained.status == 0)
    try check(
      model, "data/classification/pima_te.csv",
      Expected(
        auc: (0.8658822561402065, 0.8263554214904946, 0.9054090907899185),
        logLoss: 0.44069858413838114, brier: 0.1393105939805769,
        confusion: [[200, 23], [43, 66]], calibrationError: 0.05758582281320113,
        slope: 0.9533818773467218, intercept: -0.08817425453337895,
        interceptInTheLarge: -0.06460797321701656,
        bins: [
          (88, 0.053482392107946884, 1.0 / 88), (65, 0.14344951181283427, 8.0 / 65),
          (38, 0.24566108336470452, 13.0 / 38), (24, 0.3529974645304364, 9.0 / 24),
          (28, 0.44519128521227946, 12.0 / 28), (13, 0.5641758015381011, 6.0 / 13),
          (17, 0.642478680536411, 13.0 / 17), (24, 0.749652636915625, 16.0 / 24),
          (17, 0.8351650981545928, 16.0 / 17), (18, 0.956862459059522, 15.0 / 18),
        ]))
  }

  @Test("Breast cancer: a third of the rows held out, the separated rest with a ridge")
  func breastCancer() throws {
    var rows = try Repository.rows("classification/breast_cancer.csv")
      .map { $0.joined(separator: ",") }
    let header = rows.removeFirst()
    // Row i is held out where (i + 7)·2654435761 mod 2³² < 0.3·2³².
    func isHeldOut(_ row: Int) -> Bool {
      UInt32(truncatingIfNeeded: row + 7) &* 2_654_435_761 < UInt32(0.3 * 4_294_967_296)
    }
    let folder = try TemporaryFolder()
    func part(_ name: String, heldOut: Bool) throws -> String {
      let chosen = rows.indices.filter { isHeldOut($0) == heldOut }.map { rows[$0] }
      return try folder.file(name, ([header] + chosen).joined(separator: "\n") + "\n")
    }
    let (train, test) = (
      try part("train.csv", heldOut: false), try part("test.csv", heldOut: true)
    )
    let model = folder.path("model.json")
    let refused = try classify.run(["train", train, "--target", "target", "-o", model])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("separated (complete)"))
    let trained = try classify.run([
      "train", train, "--target", "target", "--C", "1", "-o", model,
    ])
    #expect(trained.status == 0, "\(trained.errors)")
    // DeLong's upper limit is 1.0004.
    try check(
      model, test,
      Expected(
        auc: (0.9997086247086248, 0.9990103238759467, 1), logLoss: 0.05812279438339296,
        brier: 0.01588506110852866, confusion: [[62, 4], [0, 104]],
        calibrationError: 0.034866059593438255, slope: 2.968992803827507,
        intercept: -2.2905144562171937, interceptInTheLarge: -0.428953508590522,
        bins: [
          (55, 0.009881541628067593, 0), (4, 0.12311969455063644, 0),
          (3, 0.4411857941104474, 0), (3, 0.5627236936910319, 0), (2, 0.6458388254454867, 1),
          (7, 0.8523116282472663, 6.0 / 7), (96, 0.9881521130379621, 1),
        ]))
  }

  @Test("Rows of one class have no AUC, and it says why")
  func oneClass() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("pima.json")
    _ = try classify.run([
      "train", "data/classification/pima_tr.csv", "--target", "type", "-o", model,
    ])
    let rows = try Repository.rows("classification/pima_te.csv")
    let chosen = [rows[0]] + rows.filter { $0.last == "0" }
    let data = try folder.file(
      "none.csv", chosen.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
    let outcome = try classify.run(["evaluate", model, data])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("AUC            – (only one class occurs)\n"))
    let found = try document(classify.run(["evaluate", model, data, "--format", "json"]).output)
    #expect(found.number("auc") == nil && found.number("accuracy") != nil)
  }

  @Test("A threshold says nothing of three classes, and is refused")
  func threshold() throws {
    let folder = try TemporaryFolder()
    let model = folder.path("iris.json")
    let data = "data/classification/iris.csv"
    _ = try classify.run(["train", data, "--target", "target", "--C", "1", "-o", model])
    for arguments in [
      ["predict", model, data, "--threshold", "0.3"],
      ["evaluate", model, data, "--threshold", "youden"],
    ] {
      let outcome = try classify.run(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains("--threshold is for two classes"), "\(outcome.errors)")
    }
  }
}
