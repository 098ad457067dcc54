import Classification
import CommandSupport
import Tables

/// An evaluation in each of its forms.
struct EvaluationReport {
  let evaluation: ClassificationEvaluation
  let path: String
  let includesCurves: Bool

  init(_ evaluation: ClassificationEvaluation, path: String, includesCurves: Bool) {
    self.evaluation = evaluation
    self.path = path
    self.includesCurves = includesCurves
  }

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .table: Array(EvaluationText(self).text.utf8)
    case .csv: csv
    case .json: try JSONText.encode(EvaluationJSON(self))
    }
  }

  /// The numbers of one class against the rest, by name.
  static func metrics(_ entry: BinaryEvaluation) -> [(name: String, metric: Metric)] {
    let undefined = Metric.undefined(.noThreshold)
    func ofCounts(_ metric: (BinaryCounts) -> Metric) -> Metric {
      entry.counts.map(metric) ?? undefined
    }
    return [
      ("auc", entry.auc.area), ("aucLower", entry.auc.lower), ("aucUpper", entry.auc.upper),
      ("averagePrecision", entry.averagePrecision), ("logLoss", .value(entry.logLoss)),
      ("brier", .value(entry.brier)), ("precision", ofCounts { $0.precision }),
      ("recall", ofCounts { $0.recall }), ("specificity", ofCounts { $0.specificity }),
      ("negativePredictiveValue", ofCounts { $0.negativePredictiveValue }),
      ("f1", ofCounts { $0.f1 }), ("balancedAccuracy", ofCounts { $0.balancedAccuracy }),
      ("youden", ofCounts { $0.youden }), ("kappa", ofCounts { $0.kappa }),
      ("matthewsCorrelation", ofCounts { $0.matthewsCorrelation }),
    ]
  }

  /// One row a number: metric, class, value.
  private var csv: [UInt8] {
    var writer = CSVWriter()
    func row(_ name: String, _ label: String, _ value: Double?) {
      writer.append(name)
      writer.append(label)
      writer.append(value ?? .nan)
      writer.endRow()
    }
    for name in ["metric", "class", "value"] { writer.append(name) }
    writer.endRow()
    row("rows", "", Double(evaluation.rowCount))
    row("logLoss", "", evaluation.logLoss)
    row("brier", "", evaluation.brier)
    row("accuracy", "", evaluation.accuracy?.value)
    row("accuracyLower", "", evaluation.accuracy?.lower)
    row("accuracyUpper", "", evaluation.accuracy?.upper)
    row("threshold", "", evaluation.threshold?.value)
    for entry in evaluation.classes {
      for (name, metric) in Self.metrics(entry) { row(name, entry.positiveClass, metric.value) }
    }
    return writer.bytes
  }
}
