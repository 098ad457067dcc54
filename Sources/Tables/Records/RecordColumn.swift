/// One column of a ``RecordReader``: how its fields are read and what was found in them so far.
package struct RecordColumn: Sendable {
  package enum Role: Sendable, Equatable {
    case skip
    /// A finite number; NaN where the field is missing or no number.
    case number
    /// The number of its level; NaN where the field is missing or not UTF-8, -1 where the level is
    /// not known.
    case text
  }

  package let name: String
  /// What most of the first fields are.
  package let guess: Role
  package var role = Role.skip
  package var levels = LevelIndex(isOpen: true)
  package internal(set) var missingCount = 0
  /// Fields that are no numbers in a column of numbers, and levels that are not known.
  package internal(set) var wrongCount = 0
  /// Where the first wrong and the first missing field begin, in the present piece of the text.
  var firstWrong: Int?
  var firstMissing: Int?
  /// The same of earlier pieces.
  var wrongBefore: TableError?
  var missingBefore: TextPlace?

  init(name: String, guess: Role) {
    self.name = name
    self.guess = guess
  }

  package mutating func forget() {
    levels = LevelIndex(isOpen: true)
    missingCount = 0
    wrongCount = 0
    firstWrong = nil
    firstMissing = nil
    wrongBefore = nil
    missingBefore = nil
  }
}

/// Some rows of a table, row-major: for each row what its fields hold, in the order that was asked
/// for.
package struct RecordBlock: Sendable {
  package let width: Int
  package let capacity: Int
  package internal(set) var rowCount = 0
  package var values: [Double]
  /// Where each record begins.
  var starts: [Int]

  package init(width: Int, capacity: Int = 1024) {
    self.width = width
    self.capacity = capacity
    values = [Double](repeating: 0, count: max(width * capacity, 1))
    starts = [Int](repeating: 0, count: capacity)
  }
}
