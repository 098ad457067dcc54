import Classification
import RealModule

/// F of two classes, without a penalty unless ridge, in 80-bit arithmetic and in original units.
struct ExtendedObjective {
  let rows: [[Float80]]
  let targets: [Float80]
  let weights: [Float80]
  let ridge: Float80

  init(_ objective: Objective) {
    let design = objective.design
    rows = (0..<design.rowCount).map { i in
      (0..<design.columnCount).map { Float80(design[i, $0]) }
    }
    let loss = objective.loss as! LogisticLoss
    targets = loss.targets.map { Float80($0) }
    weights = loss.weights?.map { Float80($0) } ?? targets.map { _ in 1 }
    ridge = Float80(objective.penalty.ridge)
  }

  /// F and its gradient; the intercept is the last coefficient.
  func evaluate(_ coefficients: [Double]) -> (value: Float80, gradient: [Float80]) {
    evaluate(coefficients.map { Float80($0) })
  }

  func evaluate(_ w: [Float80]) -> (value: Float80, gradient: [Float80]) {
    let d = w.count - 1
    var value: Float80 = 0
    var gradient = [Float80](repeating: 0, count: d + 1)
    for (i, row) in rows.enumerated() {
      var z = w[d]
      for j in 0..<d { z += row[j] * w[j] }
      let e = Float80.exp(-abs(z))
      value += weights[i] * ((z > 0 ? z : 0) - targets[i] * z + .log(onePlus: e))
      let r = weights[i] * ((z > 0 ? 1 / (1 + e) : e / (1 + e)) - targets[i])
      for j in 0..<d { gradient[j] += r * row[j] }
      gradient[d] += r
    }
    let total = weights.reduce(0, +)
    value /= total
    for j in 0..<d {
      gradient[j] = gradient[j] / total + ridge * w[j]
      value += ridge / 2 * w[j] * w[j]
    }
    gradient[d] /= total
    return (value, gradient)
  }
}
