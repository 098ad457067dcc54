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
    guard let inference = model.inference else {
      rows = Self.plainRows(model.classifier)
      return
    }
    let inflation = Dictionary(
      inference.varianceInflation.map { ($0.column, $0.factor) },
      uniquingKeysWith: { first, _ in first })
    let hasProfile = inference.confidence == confidence
    rows = inference.problems.flatMap { problem in
      Self.interceptsFirst(problem.coefficients).map { entry in
        Row(
          output: problem.name ?? entry.output, name: entry.name, estimate: entry.estimate,
          standardError: entry.standardError, z: entry.z, p: entry.p,
          lower: entry.standardError.map { entry.estimate - quantile * $0 },
          upper: entry.standardError.map { entry.estimate + quantile * $0 },
          profileLower: hasProfile ? entry.profileLower : nil,
          profileUpper: hasProfile ? entry.profileUpper : nil,
          varianceInflation: inflation[entry.name] ?? nil)
      }
    }
  }

  /// Each score's intercept before its columns.
  private static func interceptsFirst(
    _ coefficients: [InferenceRecord.Coefficient]
  ) -> [InferenceRecord.Coefficient] {
    var result: [InferenceRecord.Coefficient] = []
    var columns: [InferenceRecord.Coefficient] = []
    var output: String?
    for entry in coefficients {
      if entry.output != output {
        result += columns
        columns = []
        output = entry.output
      }
      if entry.name == ModelInference.interceptName {
        result.append(entry)
      } else {
        columns.append(entry)
      }
    }
    return result + columns
  }

  /// Without inference.
  private static func plainRows(_ classifier: TrainedClassifier) -> [Row] {
    let isOne = classifier.scoreFunctions.count == 1
    return classifier.scoreFunctions.enumerated().flatMap { k, score -> [Row] in
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
  /// The weakest evidence.
  var certificate: Certificate? {
    classifier.reports.compactMap(\.certificate).max { $0.value < $1.value }
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
