internal import Activations

/// What a classifier is trained on: the design matrix, what was observed in each row, and how much
/// each row counts.
public struct TrainingData: Sendable {
  /// What was observed.
  public enum Response: Sendable, Equatable {
    /// One class a row, as an index into ``TrainingData/classNames``. Of two classes the second is
    /// the positive one.
    case classes([Int32])
    /// Several labels a row, independent of each other: for each label its target in 0...1 in each
    /// row, mostly 0 or 1.
    case indicators([[Double]])
  }

  public let design: DesignMatrix
  public let response: Response
  /// The names of the classes or labels.
  public let classNames: [String]
  /// How much each row counts, at least 0; nil for 1 each.
  public let weights: [Double]?

  public var rowCount: Int { design.rowCount }

  /// The sum of the weights.
  public var totalWeight: Double {
    weights.map { Reductions.sum($0.span) } ?? Double(rowCount)
  }

  /// - Throws: ``DesignError`` where counts do not match, a class index or target is out of range, or
  ///   a weight is negative or not finite.
  public init(
    design: DesignMatrix, classes: [Int32], classNames: [String], weights: [Double]? = nil
  ) throws(DesignError) {
    guard classNames.count >= 2 else { throw .tooFewClasses(classNames.count) }
    guard classes.count == design.rowCount else {
      throw .labelCount(found: classes.count, rows: design.rowCount)
    }
    if let row = classes.firstIndex(where: { $0 < 0 || Int($0) >= classNames.count }) {
      throw .labelOutOfRange(row: row, label: Int(classes[row]), classes: classNames.count)
    }
    try Self.check(weights, rowCount: design.rowCount)
    self.design = design
    response = .classes(classes)
    self.classNames = classNames
    self.weights = weights
  }

  /// Some of the rows of a source, in which all weights may be 0 and classes may be absent.
  public init(
    block design: DesignMatrix, classes: [Int32], classNames: [String], weights: [Double]? = nil
  ) throws(DesignError) {
    do throws(DesignError) {
      try self.init(design: design, classes: classes, classNames: classNames, weights: weights)
    } catch .noWeight {
      self.init(unchecked: design, .classes(classes), classNames, weights)
    }
  }

  /// Independent labels; `indicators` has a column for each.
  public init(
    design: DesignMatrix, indicators: [[Double]], labelNames: [String], weights: [Double]? = nil
  ) throws(DesignError) {
    precondition(indicators.count == labelNames.count, "a column of indicators for each label")
    for column in indicators {
      guard column.count == design.rowCount else {
        throw .labelCount(found: column.count, rows: design.rowCount)
      }
      if let row = column.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
        throw .notFinite(row: row, column: "target", value: column[row])
      }
    }
    try Self.check(weights, rowCount: design.rowCount)
    self.design = design
    response = .indicators(indicators)
    classNames = labelNames
    self.weights = weights
  }

  /// Total weight of each class; nil for independent labels.
  public var classWeights: [Double]? {
    guard case .classes(let classes) = response else { return nil }
    var sums = [Double](repeating: 0, count: classNames.count)
    for (row, label) in classes.enumerated() { sums[Int(label)] += weights?[row] ?? 1 }
    return sums
  }

  /// The same with some of the rows, in the order given.
  public func selectingRows(_ rows: [Int]) -> TrainingData {
    let response: Response =
      switch self.response {
      case .classes(let classes): .classes(rows.map { classes[$0] })
      case .indicators(let columns): .indicators(columns.map { column in rows.map { column[$0] } })
      }
    return TrainingData(
      unchecked: design.selectingRows(rows), response, classNames,
      weights.map { weights in rows.map { weights[$0] } })
  }

  package init(
    unchecked design: DesignMatrix, _ response: Response, _ classNames: [String],
    _ weights: [Double]?
  ) {
    self.design = design
    self.response = response
    self.classNames = classNames
    self.weights = weights
  }

  private static func check(_ weights: [Double]?, rowCount: Int) throws(DesignError) {
    guard let weights else { return }
    guard weights.count == rowCount else {
      throw .weightCount(found: weights.count, rows: rowCount)
    }
    if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .badWeight(row: row, value: weights[row])
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .noWeight }
  }
}
