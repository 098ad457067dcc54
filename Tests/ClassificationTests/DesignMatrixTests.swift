import Classification
import Testing

@Suite struct DesignMatrixTests {
  @Test func blocksOfRowsOnSeveralThreads() throws {
    let builder = DenseDesignBuilder(rowCount: 1001, columnNames: ["a", "b", "c"])
    builder.fillRows(blockRows: 100, threads: 3) { rows, elements in
      for (i, row) in rows.enumerated() {
        for j in 0..<3 { elements[3 * i + j] = Double(10 * row + j) }
      }
    }
    let design = try builder.finish()
    #expect(design.storedCount == 3003)
    for row in [0, 99, 100, 1000] {
      for j in 0..<3 { #expect(design[row, j] == Double(10 * row + j)) }
    }
    let part = design.selectingRows([1000, 0])
    #expect(part.rowCount == 2 && part[0, 2] == 10_002 && part[1, 1] == 1)
  }

  @Test func sparseRows() throws {
    var builder = SparseDesignBuilder()
    builder.append(column: 1, value: 5)
    builder.endRow()
    builder.endRow()
    builder.append(column: 0, value: 2)
    builder.append(column: 2, value: 3)
    builder.endRow()
    let design = try builder.finish(columnNames: ["a", "b", "c"])
    #expect(design.isSparse && design.rowCount == 3 && design.storedCount == 3)
    #expect(design[0, 1] == 5 && design[1, 1] == 0 && design[2, 2] == 3)
    #expect(design.selectingRows([2, 2])[1, 0] == 2)
  }

  @Test func errors() {
    #expect(throws: DesignError.notFinite(row: 1, column: "b", value: .infinity)) {
      _ = try DesignMatrix(rows: [[1, 2], [3, .infinity]], columnNames: ["a", "b"])
    }
    #expect(throws: DesignError.raggedRow(row: 1, found: 1, expected: 2)) {
      _ = try DesignMatrix(rows: [[1, 2], [3]], columnNames: ["a", "b"])
    }
    #expect(throws: DesignError.duplicateColumn("a")) {
      _ = try DesignMatrix(rows: [[1, 2]], columnNames: ["a", "a"])
    }
    #expect(throws: DesignError.noRows) { _ = try DesignMatrix(rows: [], columnNames: ["a"]) }
    #expect(throws: DesignError.columnsNotAscending(row: 0)) {
      var builder = SparseDesignBuilder()
      builder.append(column: 1, value: 5)
      builder.append(column: 1, value: 5)
      builder.endRow()
      _ = try builder.finish(columnNames: ["a", "b"])
    }
    #expect(throws: DesignError.columnOutOfRange(row: 0, column: 2)) {
      var builder = SparseDesignBuilder()
      builder.append(column: 2, value: 5)
      builder.endRow()
      _ = try builder.finish(columnNames: ["a", "b"])
    }
  }

  @Test func labelErrors() throws {
    let design = try DesignMatrix(rows: [[1], [2]], columnNames: ["a"])
    #expect(throws: DesignError.labelCount(found: 1, rows: 2)) {
      _ = try TrainingData(design: design, classes: [0], classNames: ["a", "b"])
    }
    #expect(throws: DesignError.labelOutOfRange(row: 1, label: 2, classes: 2)) {
      _ = try TrainingData(design: design, classes: [0, 2], classNames: ["a", "b"])
    }
    #expect(throws: DesignError.tooFewClasses(1)) {
      _ = try TrainingData(design: design, classes: [0, 0], classNames: ["a"])
    }
    #expect(throws: DesignError.badWeight(row: 0, value: -1)) {
      _ = try TrainingData(
        design: design, classes: [0, 1], classNames: ["a", "b"], weights: [-1, 1])
    }
    #expect(throws: DesignError.noWeight) {
      _ = try TrainingData(
        design: design, classes: [0, 1], classNames: ["a", "b"], weights: [0, 0])
    }
  }
}
