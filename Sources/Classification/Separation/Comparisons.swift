/// What scores that separate the labels have to do: one or more comparisons a row, each a difference
/// of two scores that must not be negative.
///
/// ```
/// two classes       ±z ≥ 0, the sign that of 2y − 1; both where the target lies between 0 and 1
/// several classes   z_y − z_k ≥ 0 for each k ≠ y (Albert and Anderson 1984)
/// ```
///
/// Comparison `row·sides + side`; rows of weight 0 have none.
struct Comparisons {
  let objective: Objective
  /// At most as many comparisons in a row.
  let sides: Int
  private let rule: @Sendable (_ row: Int, _ side: Int) -> Pair?

  /// The score that should be the larger and the one that should not; nil for the number 0.
  struct Pair {
    let own: Int?
    let other: Int?
  }

  /// nil for a loss whose labels are not known here.
  init?(_ objective: Objective) {
    self.objective = objective
    switch objective.loss {
    case let loss as LogisticLoss:
      sides = 2
      rule = { row, side in
        guard loss.weights?[row] ?? 1 > 0 else { return nil }
        let target = loss.targets[row]
        if side == 0 { return target > 0 ? Pair(own: 0, other: nil) : nil }
        return target < 1 ? Pair(own: nil, other: 0) : nil
      }
    case let loss as SoftmaxLoss:
      sides = loss.outputCount
      rule = { row, side in
        guard loss.weights?[row] ?? 1 > 0, side != Int(loss.labels[row]) else { return nil }
        return Pair(own: Int(loss.labels[row]), other: side)
      }
    default: return nil
    }
  }

  var count: Int { objective.design.rowCount * sides }

  func pair(_ index: Int) -> Pair? { rule(index / sides, index % sides) }

  /// The margins of all comparisons; NaN where there is none.
  func margins(_ variables: [Double]) -> [Double] {
    let n = objective.design.rowCount
    let outputs = objective.loss.outputCount
    let scores = DenseValues(count: n * outputs)
    _ = objective.forEachScoreBlock(variables) { rows, block in
      Objective.store(block.span, rows: rows, rowCount: n, in: scores)
      return 0
    }
    var margins = [Double](repeating: .nan, count: count)
    for index in margins.indices {
      guard let pair = pair(index) else { continue }
      let row = index / sides
      margins[index] =
        (pair.own.map { scores[$0 * n + row] } ?? 0)
        - (pair.other.map { scores[$0 * n + row] } ?? 0)
    }
    return margins
  }

  /// The derivative of a margin with respect to the variables of the objective.
  func row(_ index: Int) -> [Double] {
    let conditioning = objective.conditioning
    var conditioned = [Double](repeating: 0, count: objective.design.columnCount)
    objective.design.forEachStored(inRow: index / sides) { conditioned[$0] = $1 }
    let p = conditioning.variableCount
    var result = [Double](repeating: 0, count: objective.variableCount)
    guard let pair = pair(index) else { return result }
    for (output, sign) in [(pair.own, 1.0), (pair.other, -1.0)] {
      guard let output, let block = objective.freeOutputs.firstIndex(of: output) else { continue }
      for (k, j) in conditioning.active.enumerated() {
        let value = (conditioned[j] - conditioning.centers[j]) / conditioning.scales[j]
        result[block * p + k] = sign * value
      }
      if conditioning.hasIntercept { result[block * p + p - 1] = sign }
    }
    return result
  }

  /// The sum of the rows of some comparisons, divided by the total weight.
  func sum(of chosen: [Bool]) -> [Double] {
    let zeros = [Double](repeating: 0, count: objective.variableCount)
    let (sides, rule) = (sides, rule)
    return objective.gradient(
      objective.pass(zeros) { rows, _, factors in
        let m = rows.count
        for i in factors.indices { factors[i] = 0 }
        for (i, row) in rows.enumerated() {
          for side in 0..<sides where chosen[row * sides + side] {
            guard let pair = rule(row, side) else { continue }
            if let own = pair.own { factors[own * m + i] += 1 }
            if let other = pair.other { factors[other * m + i] -= 1 }
          }
        }
        return 0
      })
  }
}
