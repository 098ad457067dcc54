import Classification
import CommandSupport

/// The schema `classify-summary/1`.
struct SummaryJSON: Encodable {
  struct Coefficient: Encodable {
    var name: String
    var `class`: String?
    @Nullable var estimate: Double?
    @Nullable var standardError: Double?
    @Nullable var z: Double?
    @Nullable var p: Double?
    @Nullable var lower: Double?
    @Nullable var upper: Double?
    @Nullable var profileLower: Double?
    @Nullable var profileUpper: Double?
    @Nullable var oddsRatio: Double?
    @Nullable var varianceInflation: Double?
  }

  struct Penalty: Encodable {
    var lambda: Double
    var l1Ratio: Double
    var firth: Bool
  }

  struct CertificateEntry: Encodable {
    var kind: String
    @Nullable var value: Double?
  }

  struct Separated: Encodable {
    struct Part: Encodable {
      var name: String
      @Nullable var value: Double?
    }
    var kind: String
    var columns: [String]
    /// Along which the likelihood rises forever, in original units.
    var direction: [Part]
  }

  struct Redundant: Encodable {
    struct Term: Encodable {
      var column: String
      var multiple: Double
    }
    var column: String
    var combination: [Term]
  }

  struct Source: Encodable {
    var path: String
    var sha256: String?
    var rows: Int
    var droppedRows: Int
  }

  var schema = "classify-summary/1"
  var version: String
  var status: String
  /// The way out, where the status is a failure; what to know, where it is not.
  @Nullable var statusText: String?
  @Nullable var separation: Separated?
  var form: String
  var classes: [String]
  @Nullable var positive: String?
  var coefficients: [Coefficient]
  var redundantColumns: [Redundant]
  var confidence: Double
  @Nullable var standardErrors: String?
  @Nullable var logLikelihood: Double?
  @Nullable var deviance: Double?
  @Nullable var nullDeviance: Double?
  var observations: Double
  var penalty: Penalty
  var solver: String
  @Nullable var solverReason: String?
  var iterations: Int
  @Nullable var gradientNorm: Double?
  @Nullable var certificate: CertificateEntry?
  /// Fit and tests of each score that was trained by itself.
  var problems: [SummaryProblem]
  var seed: UInt64
  var input: Source

  init(_ summary: ModelSummary) {
    let model = summary.model
    let classifier = summary.classifier
    version = model.version
    status = classifier.status.name
    let text = StatusText(classifier)
    statusText = text.failure ?? text.remark
    if case .separated(let found) = classifier.status {
      separation = Separated(found, classifier)
    }
    form = classifier.form.rawValue
    classes = classifier.classNames
    positive = model.target.positive
    coefficients = summary.rows.map { Coefficient($0) }
    redundantColumns = classifier.redundantColumns.map { column in
      Redundant(
        column: column.column,
        combination: column.combination.map { .init(column: $0.column, multiple: $0.multiple) })
    }
    confidence = summary.confidence
    standardErrors = model.inference?.problems.first?.standardErrors
    logLikelihood = classifier.logLikelihood.finite
    deviance = summary.deviance.finite
    nullDeviance = summary.nullDeviance.finite
    observations = classifier.totalWeight
    penalty = Penalty(
      lambda: classifier.penalty.lambda, l1Ratio: classifier.penalty.l1Ratio,
      firth: classifier.usesFirth)
    solver = summary.solverName
    solverReason = classifier.reports.first?.solverReason
    iterations = summary.passes
    gradientNorm = classifier.reports.map(\.gradientNorm).max()?.finite
    certificate = summary.certificate.map {
      CertificateEntry(kind: $0.kind.rawValue, value: $0.value.finite)
    }
    problems = zip(model.inference?.problems ?? [], classifier.reports).map {
      SummaryProblem($0, $1.status)
    }
    seed = model.settings.seed
    input = Source(
      path: model.source.path, sha256: model.source.sha256, rows: model.source.rowCount,
      droppedRows: model.source.droppedRowCount)
  }
}

extension SummaryJSON.Coefficient {
  init(_ row: ModelSummary.Row) {
    name = row.name
    self.class = row.output
    estimate = row.estimate.finite
    standardError = row.standardError?.finite
    z = row.z?.finite
    p = row.p?.finite
    lower = row.lower?.finite
    upper = row.upper?.finite
    profileLower = row.profileLower?.finite
    profileUpper = row.profileUpper?.finite
    oddsRatio = row.oddsRatio?.finite
    varianceInflation = row.varianceInflation?.finite
  }
}

extension SummaryJSON.Separated {
  init(_ found: Separation, _ classifier: TrainedClassifier) {
    kind = found.kind.rawValue
    columns = found.columns
    let names = classifier.featureNames + [ModelInference.interceptName]
    direction = found.direction.enumerated().filter { $1 != 0 }.map {
      Part(name: names[$0 % names.count], value: $1.finite)
    }
  }
}

extension Double {
  /// Itself where it is finite.
  var finite: Double? { isFinite ? self : nil }
}
