import Classification
import Statistics
import Testing

@Suite struct FoldsTests {
  static func sizes(_ folds: Folds) -> [Int] { (0..<folds.count).map { folds.heldOut($0).count } }

  @Test(arguments: [10, 11, 103], [2, 5, 10])
  func plain(rowCount: Int, count: Int) throws {
    let folds = try Folds.plain(rowCount: rowCount, count: count, seed: 3)
    let sizes = Self.sizes(folds)
    #expect(sizes.reduce(0, +) == rowCount && sizes.max()! - sizes.min()! <= 1)
    #expect((folds.heldOut(1) + folds.training(1)).sorted() == Array(0..<rowCount))
    #expect(try Folds.plain(rowCount: rowCount, count: count, seed: 3) == folds)
    #expect(try Folds.plain(rowCount: rowCount, count: count, seed: 4) != folds)
  }

  @Test func stratified() throws {
    var stream = RandomStream(seed: 5)
    let classes = (0..<237).map { _ in Int32(stream.uniform() < 0.1 ? 2 : stream.integer(below: 2))
    }
    let folds = try Folds.stratified(classes: classes, count: 7, seed: 6)
    let sizes = Self.sizes(folds)
    #expect(sizes.max()! - sizes.min()! <= 1)
    for label in Int32(0)..<3 {
      let counts = (0..<7).map { folds.heldOut($0).count { classes[$0] == label } }
      #expect(counts.max()! - counts.min()! <= 1)
    }
  }

  @Test func grouped() throws {
    var stream = RandomStream(seed: 7)
    let groups = (0..<300).map { _ in stream.integer(below: 40) * 1000 }
    let folds = try Folds.grouped(groups: groups, count: 5, seed: 8)
    for group in Set(groups) {
      #expect(
        Set(groups.indices.filter { groups[$0] == group }.map { folds.assignment[$0] }).count == 1)
    }
    let sizes = Self.sizes(folds)
    #expect(sizes.max()! - sizes.min()! <= 15)
    #expect(try Folds.grouped(groups: groups, count: 5, seed: 8) == folds)
    #expect(try Folds.grouped(groups: groups, count: 5, seed: 9) != folds)
  }

  @Test func errors() {
    #expect(throws: FoldError.tooFewRows(rows: 3, folds: 5)) {
      try Folds.plain(rowCount: 3, count: 5, seed: 1)
    }
    #expect(throws: FoldError.tooFewFolds(1)) { try Folds.plain(rowCount: 3, count: 1, seed: 1) }
    #expect(throws: FoldError.tooFewGroups(groups: 2, folds: 3)) {
      try Folds.grouped(groups: [1, 1, 2, 2], count: 3, seed: 1)
    }
    #expect(throws: FoldError.emptyFold(1)) { try Folds(assignment: [0, 0, 2], count: 3) }
    #expect(throws: FoldError.foldOutOfRange(row: 1, fold: 3, count: 3)) {
      try Folds(assignment: [0, 3], count: 3)
    }
  }
}
