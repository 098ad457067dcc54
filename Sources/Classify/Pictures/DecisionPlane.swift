import Classification

/// The scores of a model of two columns of numbers over a rectangle, and what is decided where.
struct DecisionPlane {
  let x: [Double]
  let y: [Double]
  let classCount: Int
  /// Of function k at (i, j) from (k·x.count + i)·y.count + j.
  private let scores: [Double]
  private let functionCount: Int

  /// The two columns; nil where the model has others, or its classes are independent labels.
  static func columns(_ model: ClassifierModel) -> (x: String, y: String)? {
    guard case .table(let encoding) = model.input, encoding.columns.count == 2,
      encoding.columns.allSatisfy({ $0.kind == .number }), model.classifier.form != .multiLabel
    else { return nil }
    return (encoding.columns[0].name, encoding.columns[1].name)
  }

  /// nil where the model is of another kind or its features overflow.
  init?(
    _ model: ClassifierModel, x xRange: ClosedRange<Double>, y yRange: ClosedRange<Double>,
    count: Int = 160
  ) {
    guard Self.columns(model) != nil, case .table(let encoding) = model.input else { return nil }
    func positions(_ range: ClosedRange<Double>) -> [Double] {
      (0...count).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count)
      }
    }
    x = positions(xRange)
    y = positions(yRange)
    let width = encoding.featureNames.count
    var rows: [[Double]] = []
    for here in x {
      for there in y {
        let input = [here, there]
        var features = [Double](repeating: 0, count: width)
        var span = features.mutableSpan
        _ = encoding.encode(input.span, from: 0, into: &span, at: 0)
        rows.append(features)
      }
    }
    guard let design = try? DesignMatrix(rows: rows, columnNames: encoding.featureNames) else {
      return nil
    }
    scores = model.classifier.scores(for: design)
    functionCount = model.classifier.scoreFunctions.count
    classCount = model.classifier.classNames.count
  }

  func score(_ k: Int, _ i: Int, _ j: Int) -> Double {
    scores[(k * x.count + i) * y.count + j]
  }

  /// How far class k is ahead of all others, in its score; of two classes the score itself.
  func lead(_ k: Int, _ i: Int, _ j: Int) -> Double {
    guard functionCount > 1 else { return score(0, i, j) }
    var others = -Double.infinity
    for other in 0..<functionCount where other != k { others = max(others, score(other, i, j)) }
    return score(k, i, j) - others
  }

  // MARK: - Areas

  /// A part of the plane between two curves, with gaps.
  struct Strip {
    var x: [Double] = []
    var lower: [Double] = []
    var upper: [Double] = []
  }

  /// The area where some value is between two levels, as strips.
  func area(where value: (_ i: Int, _ j: Int) -> Double, _ levels: Range<Double>) -> [Strip] {
    let columns = x.indices.map { i in intervals(y.indices.map { value(i, $0) }, levels) }
    var strips = [Strip](repeating: Strip(), count: columns.map(\.count).max() ?? 0)
    func add(_ position: Double, _ intervals: [ClosedRange<Double>]) {
      for (slot, interval) in intervals.enumerated() {
        strips[slot].x.append(position)
        strips[slot].lower.append(interval.lowerBound)
        strips[slot].upper.append(interval.upperBound)
      }
    }
    func gap() {
      for slot in strips.indices {
        strips[slot].x.append(x[0])
        strips[slot].lower.append(.nan)
        strips[slot].upper.append(.nan)
      }
    }
    for (i, intervals) in columns.enumerated() {
      add(x[i], intervals)
      guard i + 1 < columns.count, columns[i + 1].count != intervals.count else { continue }
      // Another number of parts: the change lies halfway.
      let middle = (x[i] + x[i + 1]) / 2
      add(middle, intervals)
      gap()
      add(middle, columns[i + 1])
    }
    return strips
  }

  /// Where values along a column are within levels, its ends found between the points.
  private func intervals(_ values: [Double], _ levels: Range<Double>) -> [ClosedRange<Double>] {
    var result: [ClosedRange<Double>] = []
    for j in 0..<(y.count - 1) {
      let (a, b) = (values[j], values[j + 1])
      guard a.isFinite, b.isFinite else { continue }
      // The shares of the step at which the lower and the upper level are passed.
      var (from, to) = (0.0, 1.0)
      if a == b {
        if !levels.contains(a) { continue }
      } else {
        let first = (levels.lowerBound - a) / (b - a)
        let second = (levels.upperBound - a) / (b - a)
        from = max(0, min(first, second))
        to = min(1, max(first, second))
        if from >= to { continue }
      }
      let step = y[j + 1] - y[j]
      let (low, high) = (y[j] + from * step, y[j] + to * step)
      if from == 0, let last = result.last, last.upperBound >= y[j] - 1e-9 * step {
        result[result.count - 1] = last.lowerBound...high
      } else {
        result.append(low...high)
      }
    }
    return result
  }

  // MARK: - Lines

  /// Where some value has a level, by marching squares: pieces with gaps between them.
  func contour(
    where value: (_ i: Int, _ j: Int) -> Double, _ level: Double
  ) -> (x: [Double], y: [Double]) {
    var (lineX, lineY): ([Double], [Double]) = ([], [])
    for i in 0..<(x.count - 1) {
      for j in 0..<(y.count - 1) {
        let corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
        let heights = corners.map { value($0.0, $0.1) - level }
        guard heights.allSatisfy(\.isFinite) else { continue }
        var crossings: [(Double, Double)] = []
        for side in 0..<4 {
          let (a, b) = (heights[side], heights[(side + 1) % 4])
          guard (a < 0) != (b < 0) else { continue }
          let (p, q) = (corners[side], corners[(side + 1) % 4])
          let share = a / (a - b)
          crossings.append(
            (
              x[p.0] + share * (x[q.0] - x[p.0]), y[p.1] + share * (y[q.1] - y[p.1])
            ))
        }
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
          lineX += [crossings[pair].0, crossings[pair + 1].0, .nan]
          lineY += [crossings[pair].1, crossings[pair + 1].1, .nan]
        }
      }
    }
    return (lineX, lineY)
  }
}
