import Classification
import CommandSupport
import Tables

/// The path of λ in each of its forms.
struct PathReport {
  let found: PathCrossValidation
  let path: String

  init(_ found: PathCrossValidation, path: String) {
    self.found = found
    self.path = path
  }

  func bytes(_ format: OutputOptions.Format) throws(CommandFailure) -> [UInt8] {
    switch format {
    case .table: Array(text.utf8)
    case .csv: csv
    case .json: try JSONText.encode(PathJSON(found, path: path))
    }
  }

  private func shown(_ value: Double?, _ digits: Int = 5) -> String {
    value.map { SignificantDigits.text($0, digits) } ?? "–"
  }

  private var text: String {
    let isComplete = found.points.allSatisfy { $0.foldCount == found.folds.count }
    var table = TextTable(
      ["lambda", found.measure.rawValue, "± s.e."] + (isComplete ? [] : ["folds"])
        + ["nonzero", "deviance explained", ""],
      [.right, .right, .right] + (isComplete ? [] : [.right]) + [.right, .right, .left])
    for (k, point) in found.points.enumerated() {
      let mark = (k == found.best ? "min" : "") + (k == found.withinOneError ? " 1se" : "")
      table.append(
        [shown(point.lambda, 6), shown(point.mean), shown(point.standardError, 3)]
          + (isComplete ? [] : ["\(point.foldCount)"])
          + ["\(point.nonzeroCount)", shown(found.path.steps[k].devianceRatio, 4), mark])
    }
    return """
      \(path): \(found.folds.count) folds, share of absolute values \
      \(shown(found.path.l1Ratio, 3))

      \(table.text)
      lambda.min \(found.lambdaMin.map(NumberText.text) ?? "–"), lambda.1se \
      \(found.lambda1SE.map(NumberText.text) ?? "–")

      """
  }

  private var csv: [UInt8] {
    var writer = CSVWriter()
    for name in ["lambda", "mean", "standard_error", "folds", "nonzero", "deviance_explained"] {
      writer.append(name)
    }
    writer.endRow()
    for (k, point) in found.points.enumerated() {
      writer.append(point.lambda)
      writer.append(point.mean ?? .nan)
      writer.append(point.standardError ?? .nan)
      writer.append(point.foldCount)
      writer.append(point.nonzeroCount)
      writer.append(found.path.steps[k].devianceRatio)
      writer.endRow()
    }
    return writer.bytes
  }
}

/// The schema `classify-path/1`.
struct PathJSON: Encodable {
  struct Point: Encodable {
    var lambda: Double
    @Nullable var mean: Double?
    @Nullable var standardError: Double?
    /// How many folds have a loss.
    var folds: Int
    var nonzero: Int
    @Nullable var devianceExplained: Double?
    var status: String
  }

  var schema = "classify-path/1"
  var version = ClassifyCommand.version
  var input: String
  var measure: String
  var l1Ratio: Double
  var folds: Int
  @Nullable var lambdaMin: Double?
  @Nullable var lambda1SE: Double?
  var points: [Point]

  init(_ found: PathCrossValidation, path: String) {
    input = path
    measure = found.measure.rawValue
    l1Ratio = found.path.l1Ratio
    folds = found.folds.count
    lambdaMin = found.lambdaMin
    lambda1SE = found.lambda1SE
    points = found.points.enumerated().map { k, point in
      let step = found.path.steps[k]
      return Point(
        lambda: point.lambda, mean: point.mean?.finite,
        standardError: point.standardError?.finite, folds: point.foldCount,
        nonzero: point.nonzeroCount,
        devianceExplained: step.devianceRatio.finite, status: step.model.status.name)
    }
  }
}
