/// ``TrainingStatus`` as a model file keeps it.
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
