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
