import Classification
import CommandSupport
import Tables

/// Cross-validation in each of its forms.
struct FoldReport {
  let found: CrossValidation
  let path: String

  init(_ found: CrossValidation, path: String) {
    self.found = found
    self.path = path
  }

  private var summaries: [(name: String, summary: FoldSummary)] {
    [
      ("auc", found.auc), ("logLoss", found.logLoss), ("brier", found.brier),
      ("accuracy", found.accuracy),
    ]
  }

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .table: Array(text.utf8)
    case .csv: csv
    case .json: try JSONText.encode(FoldJSON(found, path: path))
    }
  }

  private func shown(_ metric: Metric) -> String {
    metric.value.map { SignificantDigits.text($0, 5) } ?? "–"
  }

  private var text: String {
    var table = TextTable(
      ["fold", "rows", "status", "AUC", "log loss", "Brier", "accuracy"],
      [.right, .right, .left, .right, .right, .right, .right])
    for (index, fold) in found.results.enumerated() {
      table.append([
        "\(index + 1)", "\(fold.heldOutRows)", fold.status.name, shown(fold.auc),
        shown(fold.logLoss), shown(fold.brier), shown(fold.accuracy),
      ])
    }
    let totals = [found.auc, found.logLoss, found.brier, found.accuracy]
    table.append(["mean", "", ""] + totals.map { shown($0.mean) })
    table.append(["± s.e.", "", ""] + totals.map { shown($0.standardError) })
    return "\(path): \(found.folds.count) folds\n\n" + table.text
  }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    for name in ["fold", "training_rows", "rows", "status", "auc", "log_loss", "brier", "accuracy"]
    {
      writer.append(name)
    }
    writer.endRow()
    for (index, fold) in found.results.enumerated() {
      writer.append(index + 1)
      writer.append(fold.trainingRows)
      writer.append(fold.heldOutRows)
      writer.append(fold.status.name)
      for metric in [fold.auc, fold.logLoss, fold.brier, fold.accuracy] {
        writer.append(metric.value ?? .nan)
      }
      writer.endRow()
    }
    return writer.bytes
  }
}

/// The schema `classify-cross-validation/1`.
struct FoldJSON: Encodable {
  struct Summary: Encodable {
    @Nullable var mean: Double?
    @Nullable var standardError: Double?

    init(_ summary: FoldSummary) {
      mean = summary.mean.value?.finite
      standardError = summary.standardError.value?.finite
    }
  }

  struct Fold: Encodable {
    var trainingRows: Int
    var rows: Int
    var status: String
    @Nullable var auc: Double?
    @Nullable var logLoss: Double?
    @Nullable var brier: Double?
    @Nullable var accuracy: Double?
  }

  var schema = "classify-cross-validation/1"
  var version = ClassifyCommand.version
  var input: String
  var status: String
  var auc: Summary
  var logLoss: Summary
  var brier: Summary
  var accuracy: Summary
  var folds: [Fold]
  /// Of the rows held out, all together.
  var pooled: EvaluationJSON

  init(_ found: CrossValidation, path: String) {
    input = path
    status = found.status.name
    auc = Summary(found.auc)
    logLoss = Summary(found.logLoss)
    brier = Summary(found.brier)
    accuracy = Summary(found.accuracy)
    folds = found.results.map {
      Fold(
        trainingRows: $0.trainingRows, rows: $0.heldOutRows, status: $0.status.name,
        auc: $0.auc.value?.finite, logLoss: $0.logLoss.value?.finite,
        brier: $0.brier.value?.finite, accuracy: $0.accuracy.value?.finite)
    }
    pooled = EvaluationJSON(
      EvaluationReport(found.evaluation, path: path, includesCurves: false))
  }
}
