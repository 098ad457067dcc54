/// Everything that a model file holds: what is needed to predict from a new table, what training
/// came to, and where it came from. Decoding checks that the parts fit together.
public struct ClassifierModel: Sendable {
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

  /// The classifier's features are those of the input.
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
}
