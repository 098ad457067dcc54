import CommandSupport
import GrowthCurves
import Tables

/// Predictions as `time,size,lower,upper`, with the series before where there are several.
struct PredictionReport {
  var names: [String]
  /// One list a series, one prediction a time; an empty list where nothing was fitted.
  var predictions: [[GrowthPrediction]]
  var times: [String]
  var interval: GrowthPrediction.Band
  var confidence: Double
  var time: FitFile.Time

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .csv: csv
    case .table: Array(table.utf8)
    case .json: try json()
    }
  }

  private var hasSeries: Bool { names.count > 1 }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    for name in (hasSeries ? ["series"] : []) + ["time", "size", "lower", "upper"] {
      writer.append(name)
    }
    writer.endRow()
    for (name, list) in zip(names, predictions) {
      for (text, prediction) in zip(times, list) {
        if hasSeries { writer.append(name) }
        writer.append(text)
        for value in [prediction.size, prediction.limits.lower, prediction.limits.upper] {
          writer.append(finiteOrNil(value) ?? .nan)
        }
        writer.endRow()
      }
    }
    return writer.bytes
  }

  private var table: String {
    let share = SignificantDigits.text(confidence * 100, 3)
    var table = TextTable(
      (hasSeries ? ["series"] : [])
        + [time.column, "size", "\(share) % \(interval.rawValue) limits"],
      (hasSeries ? [.left] : []) + [.left, .right, .left])
    for (name, list) in zip(names, predictions) {
      for (text, prediction) in zip(times, list) {
        let error = prediction.limits.halfWidth(around: prediction.size)
        table.append(
          (hasSeries ? [name] : []) + [
            text, SignificantDigits.text(prediction.size, error: error),
            prediction.limits.text(around: prediction.size),
          ])
      }
    }
    return table.text
  }

  private struct Document: Encodable {
    let schema = "fit-growth-prediction/1"
    let version = FitGrowthCommand.version
    var interval: String
    var confidence: Double
    var series: [Series]
  }

  private struct Series: Encodable {
    var series: String
    var predictions: [Prediction]
  }

  private struct Prediction: Encodable {
    var time: String
    @Nullable var size: Double?
    @Nullable var lower: Double?
    @Nullable var upper: Double?
    var lowerUnbounded: Bool
    var upperUnbounded: Bool
  }

  private func json() throws(CommandFailure) -> [UInt8] {
    try JSONText.encode(
      Document(
        interval: interval.rawValue, confidence: confidence,
        series: zip(names, predictions).map { name, list in
          Series(
            series: name,
            predictions: zip(times, list).map { text, prediction in
              Prediction(
                time: text, size: finiteOrNil(prediction.size),
                lower: finiteOrNil(prediction.limits.lower),
                upper: finiteOrNil(prediction.limits.upper),
                lowerUnbounded: prediction.limits.isLowerUnbounded,
                upperUnbounded: prediction.limits.isUpperUnbounded)
            })
        }))
  }
}
