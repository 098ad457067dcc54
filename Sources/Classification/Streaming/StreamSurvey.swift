internal import Activations

/// What the first passes over a stream learn: everything about the rows that does not depend on the
/// coefficients.
public struct StreamSurvey: Sendable {
  public let rowCount: Int
  public let totalWeight: Double
  /// The weight of the rows of each class.
  public let classWeights: [Double]
  public let classNames: [String]
  public let columnNames: [String]
  public let isSparse: Bool
  public let statistics: ColumnStatistics
  /// Of the elements of each column, for sparse rows.
  let largestMagnitudes: [Double]

  /// Goes through the rows once, and twice where they are sparse or the mean of a column is large
  /// against its deviation.
  ///
  /// - Throws: what reading throws; ``StreamError`` where there are no rows, or the blocks do not go
  ///   together.
  public init(_ source: any RowBlockSource, threads: Int = 1) throws {
    func forEachBlock(_ body: (TrainingData) throws -> Void) throws {
      var blocks = try threads > 1 ? ReadAhead(source) : source.blocks()
      while let block = try blocks.next() { try body(block) }
    }
    var head: TrainingData?
    var rowCount = 0
    var totalWeight = 0.0
    var classWeights: [Double] = []
    var largest: [Double] = []
    func count(_ block: TrainingData) throws {
      if let head {
        guard head.design.columnNames.count == block.design.columnNames.count,
          head.classNames == block.classNames, head.design.isSparse == block.design.isSparse,
          (head.weights == nil) == (block.weights == nil)
        else { throw StreamError.blocksDiffer }
      } else {
        head = block
        classWeights = [Double](repeating: 0, count: block.classNames.count)
        largest = [Double](repeating: 0, count: block.design.columnCount)
      }
      guard let weights = block.classWeights else { throw StreamError.blocksDiffer }
      rowCount += block.rowCount
      totalWeight += block.totalWeight
      for k in weights.indices { classWeights[k] += weights[k] }
      guard case .sparse(let values) = block.design.storage else { return }
      for (k, j) in values.columns.enumerated() {
        largest[Int(j)] = max(largest[Int(j)], values.values[k].magnitude)
      }
    }
    var isFirst = true
    statistics = try ColumnStatistics(threads: threads, total: { totalWeight }) { add in
      try forEachBlock { block in
        if isFirst { try count(block) }
        add(block)
      }
      isFirst = false
      guard totalWeight > 0 else { throw head == nil ? StreamError.noRows : .noWeight }
    }
    guard let head else { throw StreamError.noRows }
    self.rowCount = rowCount
    self.totalWeight = totalWeight
    self.classWeights = classWeights
    classNames = head.classNames
    columnNames = head.design.columnNames
    isSparse = head.design.isSparse
    largestMagnitudes = largest
  }

  /// No rows, with the columns and the layout of the stream.
  var emptyDesign: DesignMatrix {
    DesignMatrix(
      isSparse
        ? .sparse(SparseValues(values: [], columns: [], offsets: [0]))
        : .dense(DenseValues(count: 0)), rowCount: 0, columnNames: columnNames)
  }
}
