/// The parts of a model file that have no form of their own to be written in.

struct ScoreRecord: Codable {
  var intercept: Double
  var coefficients: [Double]
}

struct PenaltyRecord: Codable {
  var ridge: Double
  var lasso: Double
}

struct SparseRecord: Codable {
  var firstIndex: Int
  var columnCount: Int

  var encoding: SparseEncoding {
    get throws {
      guard (0...1).contains(firstIndex), columnCount >= 0, columnCount < 1 << 31 else {
        throw ClassifierModel.Mismatch(
          description: "the sparse columns do not begin at 0 or 1, or are too many")
      }
      return SparseEncoding(firstIndex: firstIndex, columnCount: columnCount)
    }
  }
}

struct RedundantRecord: Codable {
  struct Term: Codable {
    var column: String
    var multiple: Double
  }
  var name: String
  var combination: [Term]

  init(_ column: RedundantColumn) {
    name = column.column
    combination = column.combination.map { Term(column: $0.column, multiple: $0.multiple) }
  }

  var column: RedundantColumn {
    RedundantColumn(
      column: name, combination: combination.map { .init(column: $0.column, multiple: $0.multiple) }
    )
  }
}

/// Columns with nothing to add: of a sparse file, these may be most.
struct RedundantRecords: Codable {
  var constant: [String]
  var combined: [RedundantRecord]

  init(_ columns: [RedundantColumn]) {
    constant = columns.filter(\.combination.isEmpty).map(\.column)
    combined = columns.filter { !$0.combination.isEmpty }.map { RedundantRecord($0) }
  }

  /// Constant ones come first.
  var columns: [RedundantColumn] {
    constant.map { RedundantColumn(column: $0, combination: []) } + combined.map(\.column)
  }
}

struct StatusRecord: Codable {
  struct SeparationRecord: Codable {
    var kind: String
    var columns: [String]
    var direction: [Double]
  }
  var name: String
  var reason: String?
  var gradient: Double?
  var separation: SeparationRecord?

  init(_ status: TrainingStatus) {
    name = status.name
    switch status {
    case .notConverged(let reason, let gradient):
      self.reason = reason.rawValue
      self.gradient = gradient
    case .separated(let found):
      separation = SeparationRecord(
        kind: found.kind.rawValue, columns: found.columns, direction: found.direction)
    default: break
    }
  }

  func status(_ redundant: [RedundantColumn]) throws -> TrainingStatus {
    switch name {
    case "converged": return .converged
    case "rank-deficient": return .rankDeficient(redundant)
    case "diverged": return .diverged
    case "one-class": return .oneClass
    case "not-converged":
      if let reason = reason.flatMap({ TrainingStatus.Reason(rawValue: $0) }), let gradient {
        return .notConverged(reason: reason, gradient: gradient)
      }
    case "separated":
      if let separation, let kind = Separation.Kind(rawValue: separation.kind) {
        return .separated(
          Separation(kind: kind, columns: separation.columns, direction: separation.direction))
      }
    default: break
    }
    throw ClassifierModel.Mismatch(description: "the status '\(name)' is not known or not complete")
  }
}

struct ReportRecord: Codable {
  struct CertificateRecord: Codable {
    var kind: String
    var value: Double
  }
  var status: StatusRecord
  /// Those of the status `rank-deficient`.
  var redundant: RedundantRecords?
  var certificate: CertificateRecord?
  var objective: Double
  var logLikelihood: Double
  var gradientNorm: Double
  var passes: Int
  var solver: String
  var solverReason: String?
  var stepReductions: [StepReductionRecord]
  /// The rows of the covariance up to its diagonal.
  var covariance: [[Double]]?

  init(_ report: TrainedClassifier.Report, _ classifier: TrainedClassifier) {
    status = StatusRecord(report.status)
    if case .rankDeficient(let columns) = report.status {
      redundant = RedundantRecords(columns)
    }
    certificate = report.certificate.map {
      CertificateRecord(kind: $0.kind.rawValue, value: $0.value)
    }
    objective = report.objective
    logLikelihood = report.logLikelihood
    gradientNorm = report.gradientNorm
    passes = report.passes
    solver = report.solver
    solverReason = report.solverReason
    stepReductions = report.stepReductions.map {
      StepReductionRecord(pass: $0.pass, objective: $0.objective, factor: $0.factor)
    }
    covariance = report.covariance.map { values in
      let size = Self.size(of: values)
      return (0..<size).map { Array(values[($0 * size)...($0 * size + $0)]) }
    }
  }

  private static func size(of values: [Double]) -> Int {
    Int(Double(values.count).squareRoot().rounded())
  }

  func report(_ parts: ModelParts) throws -> TrainedClassifier.Report {
    var found: Certificate?
    if let certificate {
      guard let kind = Certificate.Kind(rawValue: certificate.kind) else {
        throw ClassifierModel.Mismatch(
          description: "the certificate '\(certificate.kind)' is not known")
      }
      found = Certificate(kind: kind, value: certificate.value)
    }
    return TrainedClassifier.Report(
      status: try status.status(redundant?.columns ?? []), certificate: found,
      objective: objective, logLikelihood: logLikelihood, gradientNorm: gradientNorm,
      passes: passes, solver: solver, solverReason: solverReason,
      covariance: covariance.map { rows in
        let size = rows.count
        return (0..<(size * size)).map {
          rows[max($0 / size, $0 % size)][min($0 / size, $0 % size)]
        }
      },
      stepReductions: stepReductions.map {
        StepReduction(pass: $0.pass, objective: $0.objective, factor: $0.factor)
      })
  }
}

struct StepReductionRecord: Codable {
  var pass: Int
  var objective: Double
  var factor: Double
}

/// The parts of a model whose sizes belong together.
struct ModelParts {
  var form: TrainedClassifier.Form
  var features: [String]
  var classes: [String]
  var scores: [ScoreRecord]
  var reports: [ReportRecord]

  func check() throws(ClassifierModel.Mismatch) {
    func require(_ condition: Bool, _ text: String) throws(ClassifierModel.Mismatch) {
      guard condition else { throw ClassifierModel.Mismatch(description: text) }
    }
    try require(Set(classes).count == classes.count, "two classes have one name")
    let scoreCount = form == .binary ? 1 : classes.count
    switch form {
    case .binary: try require(classes.count == 2, "a binary model has \(classes.count) classes")
    case .multiLabel: try require(!classes.isEmpty, "there are no labels")
    default: try require(classes.count >= 2, "there are fewer than two classes")
    }
    try require(
      scores.count == scoreCount, "there are \(scores.count) scores, expected \(scoreCount)")
    for score in scores {
      try require(
        score.coefficients.count == features.count,
        "a score has \(score.coefficients.count) coefficients for \(features.count) features")
      try require(
        score.coefficients.allSatisfy { !$0.isNaN } && !score.intercept.isNaN,
        "a coefficient is no number")
    }
    let isJoint = form == .binary || form == .softmax
    let reportCount = isJoint ? 1 : scoreCount
    try require(
      reports.count == reportCount, "there are \(reports.count) reports, expected \(reportCount)")
    let length = features.count + 1
    let sizes =
      form == .softmax ? [(classes.count - 1) * length, classes.count * length] : [length]
    for report in reports {
      try require(report.passes >= 0, "the number of passes is negative")
      guard let rows = report.covariance else { continue }
      try require(
        sizes.contains(rows.count) && rows.enumerated().allSatisfy { $1.count == $0 + 1 },
        "the covariance does not fit the coefficients")
    }
  }
}
