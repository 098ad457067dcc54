import Classification
import CommandSupport
import Foundation
import Statistics

/// What `classify summary` and `classify train` say of a model.
struct ModelSummary {
  /// One coefficient with what is known of it. What does not exist is nil.
  struct Row {
    var output: String?
    var name: String
    var estimate: Double
    var standardError: Double?
    var z: Double?
    var p: Double?
    var lower: Double?
    var upper: Double?
    var profileLower: Double?
    var profileUpper: Double?
    var varianceInflation: Double?
    var oddsRatio: Double? { exp(estimate) }
  }

  let model: ClassifierModel
  let confidence: Double
  let rows: [Row]
  var classifier: TrainedClassifier { model.classifier }

  init(_ model: ClassifierModel, confidence: Double?) {
    self.model = model
    let confidence = confidence ?? model.inference?.confidence ?? 0.95
    self.confidence = confidence
    let quantile = Normal().upperQuantile((1 - confidence) / 2)
    let inference = model.inference
    var known: [RowKey: InferenceRecord.Coefficient] = [:]
    for problem in inference?.problems ?? [] {
      for entry in problem.coefficients {
        known[RowKey(output: problem.name ?? entry.output, name: entry.name)] = entry
      }
    }
    let inflation = Dictionary(
      (inference?.varianceInflation ?? []).map { ($0.column, $0.factor) },
      uniquingKeysWith: { first, _ in first })
    let hasProfile = inference?.confidence == confidence
    rows = Self.plainRows(model.classifier).map { row in
      var row = row
      row.varianceInflation = inflation[row.name]
      guard let entry = known[RowKey(output: row.output, name: row.name)] else { return row }
      row.standardError = entry.standardError
      row.z = entry.z
      row.p = entry.p
      row.lower = entry.standardError.map { row.estimate - quantile * $0 }
      row.upper = entry.standardError.map { row.estimate + quantile * $0 }
      row.profileLower = hasProfile ? entry.profileLower : nil
      row.profileUpper = hasProfile ? entry.profileUpper : nil
      return row
    }
  }

  private struct RowKey: Hashable {
    var output: String?
    var name: String
  }

  /// Each score's intercept before its columns, without what inference knows; without the first class
  /// of a softmax where it has 0 throughout.
  private static func plainRows(_ classifier: TrainedClassifier) -> [Row] {
    let isOne = classifier.form == .binary
    let hasReference = classifier.form == .softmax && classifier.penalty.lambda == 0
    return classifier.scoreFunctions.enumerated().dropFirst(hasReference ? 1 : 0).flatMap {
      k, score -> [Row] in
      let output = isOne ? nil : classifier.classNames[k]
      let intercept =
        classifier.hasIntercept
        ? [Row(output: output, name: ModelInference.interceptName, estimate: score.intercept)] : []
      return intercept
        + zip(classifier.featureNames, score.weights).map {
          Row(output: output, name: $0, estimate: $1)
        }
    }
  }

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .table: Array(SummaryText(self).text.utf8)
    case .csv: csv
    case .json: try JSONText.encode(SummaryJSON(self))
    }
  }

  /// Whether coefficients belong to several scores.
  var hasOutputs: Bool { rows.contains { $0.output != nil } }

  var solverName: String { classifier.reports.first?.solver ?? "" }
  var passes: Int { classifier.reports.reduce(0) { $0 + $1.passes } }
  /// The weakest evidence; nil where some training has none.
  var certificate: Certificate? {
    let certificates = classifier.reports.compactMap(\.certificate)
    return certificates.count < classifier.reports.count
      ? nil : certificates.max { $0.value < $1.value }
  }
  var deviance: Double {
    model.inference.map { $0.problems.reduce(0) { $0 + $1.fit.deviance } }
      ?? -2 * classifier.logLikelihood
  }
  var nullDeviance: Double {
    model.inference.map { $0.problems.reduce(0) { $0 + $1.fit.nullDeviance } }
      ?? -2 * model.source.nullLogLikelihood
  }
}
