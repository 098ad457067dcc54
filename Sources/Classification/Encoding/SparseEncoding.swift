/// The columns of a sparse file, which have numbers for names.
public struct SparseEncoding: Sendable, Equatable, Codable {
  /// The number of the first column, 0 or 1.
  public let firstIndex: Int
  public let columnCount: Int

  /// - Parameters:
  ///   - firstIndex: 0 or 1.
  ///   - columnCount: at least 0.
  public init(firstIndex: Int, columnCount: Int) {
    precondition((0...1).contains(firstIndex) && columnCount >= 0)
    self.firstIndex = firstIndex
    self.columnCount = columnCount
  }

  public var featureNames: [String] { (0..<columnCount).map { String($0 + firstIndex) } }
}

extension DesignMatrix {
  /// A sparse matrix of arrays that are taken over, not copied; see ``SparseDesignBuilder``.
  package init(
    values: [Double], columns: [Int32], offsets: [Int], columnNames: [String]
  ) throws(DesignError) {
    try Self.check(rowCount: offsets.count - 1, columnNames: columnNames)
    self.init(
      .sparse(SparseValues(values: values, columns: columns, offsets: offsets)),
      rowCount: offsets.count - 1, columnNames: columnNames)
  }
}
