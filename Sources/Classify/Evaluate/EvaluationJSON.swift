import Classification
import CommandSupport

/// The schema `classify-evaluation/1`. A number that does not exist is null, and `undefined` says
/// why.
struct EvaluationJSON: Encodable {
  struct Confusion: Encodable {
    var classes: [String]
    /// A row for each actual class, a column for each predicted one: sums of weights.
    var counts: [[Double]]
  }

  struct Averages: Encodable {
    struct Scores: Encodable {
      @Nullable var precision: Double?
      @Nullable var recall: Double?
      @Nullable var f1: Double?
      @Nullable var auc: Double?

      init(_ scores: ClassAverages.Scores) {
        precision = scores.precision.value
        recall = scores.recall.value
        f1 = scores.f1.value
        auc = scores.auc.value
      }
    }
    var macro: Scores
    var weighted: Scores
    var micro: Scores
  }

  var schema = "classify-evaluation/1"
  var version = ClassifyCommand.version
  var input: String
  var form: String
  var classes: [String]
  @Nullable var positive: String?
  var rows: Int
  var totalWeight: Double
  @Nullable var auc: Double?
  @Nullable var aucLower: Double?
  @Nullable var aucUpper: Double?
  @Nullable var logLoss: Double?
  var impossibleRows: Int
  @Nullable var brier: Double?
  @Nullable var accuracy: Double?
  @Nullable var accuracyLower: Double?
  @Nullable var accuracyUpper: Double?
  @Nullable var confusion: Confusion?
  @Nullable var threshold: Double?
  var confidence: Double
  @Nullable var averages: Averages?
  var perClass: [EvaluationClass]
  /// Why numbers are null.
  var undefined: [String: String]

  init(_ report: EvaluationReport) {
    let evaluation = report.evaluation
    input = report.path
    form = evaluation.form.rawValue
    classes = evaluation.classNames
    positive = evaluation.form == .binary ? evaluation.classNames[1] : nil
    rows = evaluation.rowCount
    totalWeight = evaluation.totalWeight
    auc = evaluation.auc.value
    if evaluation.form == .binary {
      aucLower = evaluation.classes[0].auc.lower.value
      aucUpper = evaluation.classes[0].auc.upper.value
    }
    logLoss = evaluation.logLoss.finite
    impossibleRows = evaluation.impossibleRows
    brier = evaluation.brier.finite
    accuracy = evaluation.accuracy?.value
    accuracyLower = evaluation.accuracy?.lower
    accuracyUpper = evaluation.accuracy?.upper
    confusion = evaluation.confusion.map { matrix in
      let count = matrix.classNames.count
      return Confusion(
        classes: matrix.classNames,
        counts: (0..<count).map { Array(matrix.cells[($0 * count)..<(($0 + 1) * count)]) })
    }
    threshold = evaluation.threshold?.value?.finite
    confidence = evaluation.confidence
    averages = evaluation.averages.map {
      Averages(macro: .init($0.macro), weighted: .init($0.weighted), micro: .init($0.micro))
    }
    perClass = evaluation.classes.map {
      EvaluationClass($0, includesCurves: report.includesCurves)
    }
    var reasons: [String: String] = [:]
    if let reason = evaluation.auc.reason { reasons["auc"] = reason.rawValue }
    if let reason = evaluation.threshold?.reason { reasons["threshold"] = reason.rawValue }
    undefined = reasons
  }
}
