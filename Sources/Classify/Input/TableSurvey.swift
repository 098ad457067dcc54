import Classification
import CommandSupport
import Tables

/// One pass over a table: what there is to know of its columns, the labels and weights, and the
/// matrix itself where the rows of the file are its rows.
struct TableSurvey: ~Copyable {
  private let reader: RecordReader
  private let featureCount: Int
  private let hasWeight: Bool
  private let hasGroup: Bool
  private let fills: Bool
  private(set) var readCount = 0
  /// Rows in which nothing is missing that has to be there.
  private(set) var keptCount = 0
  /// Of each feature the sum and number of its values in these rows.
  private(set) var sums: [Double]
  private(set) var counts: [Int]
  /// Of each feature of texts how often each level occurs in these rows.
  private var levelCounts: [[Int]]
  /// Whether the rows are kept; else only what they add up to is.
  private let keepsRows: Bool
  /// Of each target the level in each row, and how often each level occurs, by weight too.
  private(set) var targetCodes: [[Int32]]
  private(set) var levelTotals: [[Int]]
  private(set) var levelWeights: [[Double]]
  private(set) var weights: [Double]?
  private(set) var groups: [Int32]?
  private let isDirect: Bool
  /// Without columns where it is not written here.
  private let direct: DenseDesignBuilder

  init(_ learning: TableLearning, isDirect: Bool, keepsRows: Bool) throws {
    self.keepsRows = keepsRows
    reader = learning.reader
    featureCount = learning.featureCount
    hasWeight = learning.hasWeight
    hasGroup = learning.hasGroup
    fills = learning.options.missing == .impute
    sums = [Double](repeating: 0, count: featureCount)
    counts = [Int](repeating: 0, count: featureCount)
    levelCounts = [[Int]](repeating: [], count: featureCount)
    targetCodes = [[Int32]](repeating: [], count: learning.targetCount)
    levelTotals = [[Int]](repeating: [], count: learning.targetCount)
    levelWeights = [[Double]](repeating: [], count: learning.targetCount)
    let limit = keepsRows ? reader.rowLimit : 0
    for k in targetCodes.indices { targetCodes[k].reserveCapacity(limit) }
    weights = hasWeight ? [] : nil
    groups = hasGroup ? [] : nil
    self.isDirect = isDirect
    direct = DenseDesignBuilder(
      rowCount: isDirect ? limit : 0, columnNames: isDirect ? learning.featureNames : [])
  }

  mutating func run() throws(CommandFailure) {
    let isNumber = (0..<featureCount).map { reader.columns[reader.selection[$0]].role == .number }
    let allNumbers = isNumber.allSatisfy { $0 }
    var block = RecordBlock(width: reader.selection.count)
    while try next(&block) {
      readCount += block.rowCount
      for row in 0..<block.rowCount {
        let base = row * block.width
        guard keeps(block, base) else { continue }
        var next = base + featureCount + targetCodes.count
        let weight = hasWeight ? block.values[next] : 1
        for k in targetCodes.indices {
          let level = Int(block.values[base + featureCount + k])
          if keepsRows { targetCodes[k].append(Int32(level)) }
          while levelTotals[k].count <= level {
            levelTotals[k].append(0)
            levelWeights[k].append(0)
          }
          levelTotals[k][level] += 1
          levelWeights[k][level] += weight
        }
        if hasWeight {
          if keepsRows { weights?.append(weight) }
          next += 1
        }
        if hasGroup { groups?.append(Int32(block.values[next])) }
        if !allNumbers || fills { count(block, base, isNumber) }
        keptCount += 1
      }
    }
  }

  private func next(_ block: inout RecordBlock) throws(CommandFailure) -> Bool {
    do { return try reader.read(&block) } catch { throw CommandFailure(error) }
  }

  /// Whether a row has what it must, and if so and where it can be, writes it to the matrix.
  private func keeps(_ block: RecordBlock, _ base: Int) -> Bool {
    // x − x is 0 unless x is NaN.
    var gaps = 0.0
    for slot in (fills ? featureCount : 0)..<block.width {
      let value = block.values[base + slot]
      gaps += value - value
    }
    guard gaps == 0 else { return false }
    if isDirect {
      let (row, featureCount) = (keptCount, featureCount)
      direct.withRows(row..<(row + 1)) { elements in
        for slot in 0..<featureCount { elements[slot] = block.values[base + slot] }
      }
    }
    return true
  }

  private mutating func count(_ block: RecordBlock, _ base: Int, _ isNumber: [Bool]) {
    for slot in 0..<featureCount {
      let value = block.values[base + slot]
      guard !value.isNaN else { continue }
      counts[slot] += 1
      if isNumber[slot] {
        sums[slot] += value
      } else {
        let level = Int(value)
        while levelCounts[slot].count <= level { levelCounts[slot].append(0) }
        levelCounts[slot][level] += 1
      }
    }
  }

  /// The levels of a feature of texts that occur, in the order of their characters.
  func sortedLevels(_ slot: Int, _ levels: LevelIndex) -> [(text: String, count: Int)] {
    levelCounts[slot].indices.filter { levelCounts[slot][$0] > 0 }
      .map { (levels.levels[$0], levelCounts[slot][$0]) }
      .sorted { $0.text.unicodeScalars.lexicographicallyPrecedes($1.text.unicodeScalars) }
  }

  func targetCounts(_ target: Int, levelCount: Int) -> [Int] {
    levelTotals[target] + [Int](repeating: 0, count: levelCount - levelTotals[target].count)
  }
}

extension TableSurvey {
  /// The matrix, for which a table with texts is read again.
  consuming func design(_ encoding: FeatureEncoding) throws(CommandFailure) -> DesignMatrix {
    let path = reader.path
    let rowCount = keptCount
    if isDirect {
      let fills = encoding.columns.map { $0.fill }
      for (slot, fill) in fills.enumerated() where counts[slot] < rowCount {
        guard let fill else { continue }
        for row in 0..<rowCount where direct[row, slot].isNaN { direct[row, slot] = fill }
      }
      do { return try direct.finish(rowCount: rowCount) } catch {
        throw CommandFailure(error, path: path)
      }
    }
    let builder = DenseDesignBuilder(rowCount: rowCount, columnNames: encoding.featureNames)
    try fill(builder, encoding)
    do { return try builder.finish() } catch { throw CommandFailure(error, path: path) }
  }

  private func fill(
    _ builder: borrowing DenseDesignBuilder, _ encoding: FeatureEncoding
  ) throws(CommandFailure) {
    // What each level of the file is to the encoding.
    let positions = encoding.columns.enumerated().map { slot, column -> [Double] in
      let found = reader.columns[reader.selection[slot]].levels.levels
      switch column.kind {
      case .number: return []
      case .boolean: return found.map { BooleanTexts.value($0) ?? .nan }
      case .text:
        let known = Dictionary(
          uniqueKeysWithValues: column.levels.enumerated().map { ($1, Double($0)) })
        return found.map { known[$0] ?? .nan }
      }
    }
    try CommandFailure.rethrowing { () throws(TableError) in try reader.rewind() }
    var block = RecordBlock(width: reader.selection.count)
    var inputs = [Double](repeating: 0, count: featureCount)
    var target = 0
    while try next(&block) {
      for row in 0..<block.rowCount {
        let base = row * block.width
        let required = (fills ? featureCount : 0)..<block.width
        guard required.allSatisfy({ !block.values[base + $0].isNaN }) else { continue }
        for slot in 0..<featureCount {
          let value = block.values[base + slot]
          inputs[slot] =
            positions[slot].isEmpty || value.isNaN ? value : positions[slot][Int(value)]
        }
        guard target < builder.rowCount else { break }
        builder.withRows(target..<(target + 1)) { elements in
          _ = encoding.encode(inputs.span, from: 0, into: &elements, at: 0)
        }
        target += 1
      }
    }
    guard target == builder.rowCount else {
      throw CommandFailure(.badData, "\(reader.path) changed while it was being read")
    }
  }
}
