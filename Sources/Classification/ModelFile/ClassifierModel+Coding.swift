/// A model file: an object whose members belong together, checked when it is read.
extension ClassifierModel: Codable {
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

  /// - Throws: ``Mismatch`` where the parts do not fit each other, or an error of the decoder.
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
