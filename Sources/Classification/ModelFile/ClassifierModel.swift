/// Everything that a model file holds: what is needed to predict from a new table, what training
/// came to, and where it came from. Decoding checks that the parts fit together.
public struct ClassifierModel: Sendable, Codable {
  public static let schema = "classify-model/1"

  /// What was to be predicted.
  public struct Target: Sendable, Equatable, Codable {
    /// One column of classes, or a column for each of several labels.
    public var columns: [String]
    /// Whether the labels are numbers, so that `1.0` is the class `1`.
    public var isNumeric: Bool
    /// The second of two classes.
    public var positive: String?
    /// Of several independent labels the two values of each, the second the one that counts.
    public var labels: [[String]]

    public init(
      columns: [String], isNumeric: Bool, positive: String?, labels: [[String]] = []
    ) {
      self.columns = columns
      self.isNumeric = isNumeric
      self.positive = positive
      self.labels = labels
    }
  }

  /// What it was learned from.
  public struct Source: Sendable, Equatable, Codable {
    public var path: String
    /// SHA-256 of the bytes of the file; nil where they were not kept.
    public var sha256: String?
    /// Rows that took part, and rows that were left out because something was missing.
    public var rowCount: Int
    public var droppedRowCount: Int
    public var totalWeight: Double
    /// The weight of the rows of each class or label.
    public var classWeights: [Double]
    /// −Σ sᵢℓᵢ without any column.
    public var nullLogLikelihood: Double

    public init(
      path: String, sha256: String?, rowCount: Int, droppedRowCount: Int, totalWeight: Double,
      classWeights: [Double], nullLogLikelihood: Double
    ) {
      self.path = path
      self.sha256 = sha256
      self.rowCount = rowCount
      self.droppedRowCount = droppedRowCount
      self.totalWeight = totalWeight
      self.classWeights = classWeights
      self.nullLogLikelihood = nullLogLikelihood
    }
  }

  /// How it was trained.
  public struct Settings: Sendable, Equatable, Codable {
    public var tolerance: Double
    public var seed: UInt64
    public var sampleWeight: String?
    public var classWeight: String?

    public init(tolerance: Double, seed: UInt64, sampleWeight: String?, classWeight: String?) {
      self.tolerance = tolerance
      self.seed = seed
      self.sampleWeight = sampleWeight
      self.classWeight = classWeight
    }
  }

  /// Where the features come from.
  public enum Input: Sendable, Equatable {
    case table(FeatureEncoding)
    case sparse(SparseEncoding)

    public var featureNames: [String] {
      switch self {
      case .table(let encoding): encoding.featureNames
      case .sparse(let encoding): encoding.featureNames
      }
    }
  }

  public let version: String
  public let target: Target
  public let input: Input
  public let classifier: TrainedClassifier
  /// What the data said about the coefficients; nil where it was not asked for.
  public let inference: InferenceRecord?
  public let settings: Settings
  public let source: Source

  public init(
    version: String, target: Target, input: Input, classifier: TrainedClassifier,
    inference: InferenceRecord?, settings: Settings, source: Source
  ) {
    precondition(classifier.featureNames == input.featureNames, "the features of the encoding")
    self.version = version
    self.target = target
    self.input = input
    self.classifier = classifier
    self.inference = inference
    self.settings = settings
    self.source = source
  }

  /// That a part of a model file does not fit the others.
  public struct Mismatch: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  private enum CodingKeys: String, CodingKey {
    case schema, version, form, target, table, sparse, classes, intercept, features, scores
    case penalty, reports, redundantColumns, settings, source, checksum, inference, firth
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    // Filled in where the bytes are known.
    try container.encode(Self.noChecksum, forKey: .checksum)
    try container.encode(version, forKey: .version)
    try container.encode(classifier.form.rawValue, forKey: .form)
    try container.encode(target, forKey: .target)
    switch input {
    case .table(let encoding): try container.encode(encoding, forKey: .table)
    case .sparse(let encoding): try container.encode(encoding, forKey: .sparse)
    }
    try container.encode(classifier.classNames, forKey: .classes)
    try container.encode(classifier.hasIntercept, forKey: .intercept)
    if case .table = input { try container.encode(classifier.featureNames, forKey: .features) }
    try container.encode(
      classifier.scoreFunctions.map {
        ScoreRecord(intercept: $0.intercept, coefficients: $0.weights)
      }, forKey: .scores)
    try container.encode(
      PenaltyRecord(ridge: classifier.penalty.ridge, lasso: classifier.penalty.lasso),
      forKey: .penalty)
    try container.encode(classifier.reports.map { ReportRecord($0, classifier) }, forKey: .reports)
    try container.encode(
      RedundantRecords(classifier.redundantColumns), forKey: .redundantColumns)
    try container.encodeIfPresent(inference, forKey: .inference)
    try container.encode(classifier.usesFirth, forKey: .firth)
    try container.encode(settings, forKey: .settings)
    try container.encode(source, forKey: .source)
  }

  /// What stands where the checksum of the file will.
  public static let noChecksum = "sha256:" + String(repeating: "0", count: 64)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decode(String.self, forKey: .schema)
    guard schema == Self.schema else {
      throw Mismatch(description: "the schema is \(schema), not \(Self.schema)")
    }
    version = try container.decode(String.self, forKey: .version)
    target = try container.decode(Target.self, forKey: .target)
    let sparse = try container.decodeIfPresent(SparseRecord.self, forKey: .sparse)
    if let sparse {
      input = .sparse(try sparse.encoding)
    } else {
      input = .table(try container.decode(FeatureEncoding.self, forKey: .table))
    }
    let formText = try container.decode(String.self, forKey: .form)
    guard let form = TrainedClassifier.Form(rawValue: formText) else {
      throw Mismatch(description: "the form '\(formText)' is not known")
    }
    let features = input.featureNames
    if sparse == nil, try container.decode([String].self, forKey: .features) != features {
      throw Mismatch(description: "the names of the features are not those of the table's columns")
    }
    let penalty = try container.decode(PenaltyRecord.self, forKey: .penalty)
    guard penalty.ridge >= 0, penalty.ridge.isFinite, penalty.lasso >= 0, penalty.lasso.isFinite
    else { throw Mismatch(description: "the penalty is negative or not finite") }
    let parts = ModelParts(
      form: form, features: features,
      classes: try container.decode([String].self, forKey: .classes),
      scores: try container.decode([ScoreRecord].self, forKey: .scores),
      reports: try container.decode([ReportRecord].self, forKey: .reports))
    try parts.check()
    inference = try container.decodeIfPresent(InferenceRecord.self, forKey: .inference)
    settings = try container.decode(Settings.self, forKey: .settings)
    source = try container.decode(Source.self, forKey: .source)
    classifier = TrainedClassifier(
      form: form, featureNames: features, classNames: parts.classes,
      scoreFunctions: parts.scores.map { .init(intercept: $0.intercept, weights: $0.coefficients) },
      penalty: Penalty(ridge: penalty.ridge, lasso: penalty.lasso),
      usesFirth: try container.decode(Bool.self, forKey: .firth),
      hasIntercept: try container.decode(Bool.self, forKey: .intercept),
      rowCount: source.rowCount, totalWeight: source.totalWeight,
      reports: try parts.reports.map { try $0.report(parts) },
      redundantColumns: try container.decode(RedundantRecords.self, forKey: .redundantColumns)
        .columns)
    try checkTarget()
  }

  private func checkTarget() throws(Mismatch) {
    let classes = classifier.classNames
    if classifier.form == .binary, target.positive != classes[1] {
      throw Mismatch(description: "the positive class is not the second of the classes")
    }
    if classifier.form == .multiLabel,
      target.columns.count != classes.count || target.labels.count != classes.count
        || !target.labels.allSatisfy({ $0.count == 2 })
    {
      throw Mismatch(description: "there is not one target column for each label")
    }
    guard source.classWeights.count == classes.count else {
      throw Mismatch(description: "there is not one weight for each class")
    }
    guard source.rowCount > 0, source.totalWeight > 0, source.totalWeight.isFinite else {
      throw Mismatch(description: "the number of rows or their weight is not positive")
    }
  }
}
