internal import Statistics

/// A seeded partition of rows into folds of about the same size, each held out once.
///
/// The same seed and rows give the same folds on every machine.
public struct Folds: Sendable, Equatable {
  public let count: Int
  /// The fold of each row, from 0.
  public let assignment: [Int]

  /// Folds that are given.
  public init(assignment: [Int], count: Int) throws(FoldError) {
    guard count >= 2 else { throw .tooFewFolds(count) }
    if let row = assignment.firstIndex(where: { $0 < 0 || $0 >= count }) {
      throw .foldOutOfRange(row: row, fold: assignment[row], count: count)
    }
    var sizes = [Int](repeating: 0, count: count)
    for fold in assignment { sizes[fold] += 1 }
    if let fold = sizes.firstIndex(of: 0) { throw .emptyFold(fold) }
    self.count = count
    self.assignment = assignment
  }

  /// Each row to a fold at random; sizes differ by at most one.
  public static func plain(
    rowCount: Int, count: Int = 10, seed: UInt32
  ) throws(FoldError) -> Folds {
    guard rowCount >= count else { throw .tooFewRows(rows: rowCount, folds: count) }
    return try dealt([Array(0..<rowCount)], rowCount: rowCount, count: count, seed: seed)
  }

  /// Each class spread evenly over the folds: of each class, and of all rows, the numbers in two
  /// folds differ by at most one.
  ///
  /// A class with fewer rows than folds is missing from some of them; with a single row, from the
  /// training rows of its fold.
  public static func stratified(
    classes: [Int32], count: Int = 10, seed: UInt32
  ) throws(FoldError) -> Folds {
    guard classes.count >= count else { throw .tooFewRows(rows: classes.count, folds: count) }
    let rows = Dictionary(grouping: classes.indices) { classes[$0] }
    return try dealt(
      rows.keys.sorted().map { rows[$0]! }, rowCount: classes.count, count: count, seed: seed)
  }

  /// All rows of a group in one fold, for rows that are not independent: of one person, batch or
  /// place. The largest groups are dealt first, each to the fold with the fewest rows.
  public static func grouped(
    groups: [Int], count: Int = 10, seed: UInt32
  ) throws(FoldError) -> Folds {
    let rows = Dictionary(grouping: groups.indices) { groups[$0] }
    guard rows.count >= count else { throw .tooFewGroups(groups: rows.count, folds: count) }
    var stream = RandomStream(seed: seed)
    var keys = rows.keys.sorted()
    stream.shuffle(&keys)
    // The shuffled order decides between groups of one size.
    let order = keys.indices.sorted {
      (rows[keys[$1]]!.count, $0) < (rows[keys[$0]]!.count, $1)
    }
    var sizes = [Int](repeating: 0, count: count)
    var assignment = [Int](repeating: 0, count: groups.count)
    for place in order {
      let members = rows[keys[place]]!
      let fold = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
      sizes[fold] += members.count
      for row in members { assignment[row] = fold }
    }
    return try Folds(assignment: assignment, count: count)
  }

  /// Each stratum in random order, one after the other dealt round.
  private static func dealt(
    _ strata: [[Int]], rowCount: Int, count: Int, seed: UInt32
  ) throws(FoldError) -> Folds {
    guard count >= 2 else { throw .tooFewFolds(count) }
    var stream = RandomStream(seed: seed)
    var assignment = [Int](repeating: 0, count: rowCount)
    var next = 0
    for stratum in strata {
      var rows = stratum
      stream.shuffle(&rows)
      for row in rows {
        assignment[row] = next
        next = (next + 1) % count
      }
    }
    return try Folds(assignment: assignment, count: count)
  }

  /// The rows that are held out in a fold, ascending.
  public func heldOut(_ fold: Int) -> [Int] {
    assignment.indices.filter { assignment[$0] == fold }
  }

  /// The rows that a fold's model is trained on, ascending.
  public func training(_ fold: Int) -> [Int] {
    assignment.indices.filter { assignment[$0] != fold }
  }
}

extension TrainingData {
  /// Folds stratified by class; plain ones for independent labels.
  public func folds(count: Int = 10, seed: UInt32) throws(FoldError) -> Folds {
    switch response {
    case .classes(let classes): try .stratified(classes: classes, count: count, seed: seed)
    case .indicators: try .plain(rowCount: rowCount, count: count, seed: seed)
    }
  }
}

/// What is wrong with the folds that were asked for.
public enum FoldError: Error, Sendable, Equatable {
  case tooFewFolds(Int)
  case tooFewRows(rows: Int, folds: Int)
  case tooFewGroups(groups: Int, folds: Int)
  case foldOutOfRange(row: Int, fold: Int, count: Int)
  case emptyFold(Int)
}
