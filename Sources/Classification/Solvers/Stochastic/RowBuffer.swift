/// One row as a list of columns and elements t; ``StochasticRows/load(_:into:)`` fills it.
struct RowBuffer {
  var columns: [Int]
  var values: [Double]
  var count: Int
  /// The scores of the row, and the derivatives of its term of the objective.
  var scores: [Double]
  var slopes: [Double]

  init(_ rows: StochasticRows) {
    switch rows.objective.design.storage {
    case .dense:
      columns = Array(0..<rows.columnCount)
      count = rows.columnCount
    case .sparse(let values):
      let longest = (0..<(values.offsets.count - 1)).map {
        values.offsets[$0 + 1] - values.offsets[$0]
      }.max()
      columns = [Int](repeating: 0, count: longest ?? 0)
      count = 0
    }
    values = [Double](repeating: 0, count: columns.count)
    scores = [Double](repeating: 0, count: rows.outputs)
    slopes = scores
  }
}

extension StochasticRows {
  /// All rows: at once, or the blocks of a stream in their order.
  func forEachBlock(_ body: (_ rows: StochasticRows) -> Void) {
    guard let stream = objective.stream else { return body(self) }
    stream.forEachPart(of: objective) { _, part in body(StochasticRows(part, of: self)) }
  }

  func load(_ row: Int, into buffer: inout RowBuffer) {
    switch objective.design.storage {
    case .dense(let values):
      let d = columnCount
      values.withElements((row * d)..<(row * d + d)) { elements in
        for j in 0..<d { buffer.values[j] = (elements[j] - centers[j]) * inverses[j] }
      }
    case .sparse(let values):
      var count = 0
      for k in values.offsets[row]..<values.offsets[row + 1] {
        let j = Int(values.columns[k])
        buffer.columns[count] = j
        buffer.values[count] = values.values[k] * inverses[j]
        count += 1
      }
      buffer.count = count
    }
  }

  /// rowFactor·sᵢ·∂ℓᵢ/∂z of the row in the buffer, at a vector of variables.
  func formSlopes(_ row: Int, at vector: [Double], _ buffer: inout RowBuffer) {
    for k in 0..<outputs {
      let base = k * stride
      var score = vector[base + padded]
      for a in 0..<buffer.count { score += buffer.values[a] * vector[base + buffer.columns[a]] }
      buffer.scores[k] = score
    }
    formSlopes(row, scores: buffer.scores, &buffer.slopes)
  }

  private func formSlopes(_ row: Int, scores: [Double], _ slopes: inout [Double]) {
    var span = slopes.mutableSpan
    _ = objective.loss.evaluate(scores: scores.span, rows: row..<(row + 1), residuals: &span)
    for k in 0..<outputs { slopes[k] *= rowFactor }
  }

  /// gradient += factor·∂(term of the row).
  func accumulate(_ buffer: RowBuffer, factor: Double, into gradient: inout [Double]) {
    for k in free {
      let base = k * stride
      let slope = factor * buffer.slopes[k]
      for a in 0..<buffer.count { gradient[base + buffer.columns[a]] += slope * buffer.values[a] }
      if objective.conditioning.hasIntercept { gradient[base + padded] += slope }
    }
  }

  /// The mean and the largest of Lᵢ = κ·rowFactor·sᵢ·(‖tᵢ‖² + 1), which bounds the curvature of a
  /// row, both with the largest ridge. κ is ¼, and ½ for several outputs.
  ///
  /// - Parameter limit: about how many rows to look at; nil for all.
  func curvatureBounds(limit: Int? = nil) -> (mean: Double, largest: Double) {
    // Of a stream all rows cost as much as some; the mean is known without them.
    if limit != nil, let mean = meanCurvatureBound { return (mean, .nan) }
    var sum = 0.0
    var largest = 0.0
    var seen = 0.0
    var before = 0
    let factor = (outputs == 1 ? 0.25 : 0.5) * rowFactor
    let constant = objective.conditioning.hasIntercept ? 1.0 : 0
    let step = max(totalRowCount / (limit ?? totalRowCount), 1)
    forEachBlock { rows in
      var buffer = RowBuffer(rows)
      let weights = rows.objective.loss.weights
      let first = (step - before % step) % step
      before += rows.rowCount
      for row in Swift.stride(from: first, to: rows.rowCount, by: step) {
        rows.load(row, into: &buffer)
        var square = constant
        for a in 0..<buffer.count { square += buffer.values[a] * buffer.values[a] }
        let bound = factor * (weights?[row] ?? 1) * square
        sum += bound
        seen += 1
        largest = max(largest, bound)
      }
    }
    let shrinkage = ridge.max() ?? 0
    // Columns that are 0 in all rows looked at say nothing about the others.
    return (max(sum / max(seen, 1), factor * constant) + shrinkage, largest + shrinkage)
  }
}
