/// How a step follows from the derivative of a batch.
protocol UpdateRule {
  /// - Parameter gradient: of the mean loss of the batch, without the penalty.
  mutating func update(_ point: inout [Double], gradient: [Double], rate: Double)
  /// Forgets what it has seen.
  mutating func restart()
  /// What it has seen.
  var memory: [String: [Double]] { get set }
}

/// Steps of a batch of rows each; a step costs a pass over all variables.
struct BatchSteps<Rule: UpdateRule>: StochasticMethod {
  let defaultRate: Double
  let batchSize: Int
  private var rows: StochasticRows
  private var rule: Rule
  private var point: [Double]
  private var gradient: [Double]
  private var sums: [Double]
  private var summedSteps = 0
  private var buffer: RowBuffer

  init(
    _ rows: StochasticRows, at point: [Double], rule: Rule, batchSize: Int, defaultRate: Double,
    averages: Bool = false
  ) {
    self.rows = rows
    self.rule = rule
    self.batchSize = batchSize
    self.defaultRate = defaultRate
    self.point = point
    gradient = [Double](repeating: 0, count: point.count)
    sums = averages ? gradient : []
    buffer = RowBuffer(rows)
  }

  mutating func beginEpoch(_ epoch: Int) { if epoch == 1 { forgetSums() } }

  mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double]) {
    for (index, first) in stride(from: start, to: end, by: batchSize).enumerated() {
      let last = min(first + batchSize, end)
      for k in gradient.indices { gradient[k] = 0 }
      for k in first..<last {
        let row = Int(order[k])
        rows.load(row, into: &buffer)
        rows.formSlopes(row, at: point, &buffer)
        rows.accumulate(buffer, factor: 1 / Double(last - first), into: &gradient)
      }
      rule.update(&point, gradient: gradient, rate: rates[index])
      guard !sums.isEmpty else { continue }
      for k in sums.indices { sums[k] += point[k] }
      summedSteps += 1
    }
  }

  func estimate() -> [Double] {
    summedSteps == 0 ? point : sums.map { $0 / Double(summedSteps) }
  }

  mutating func restart(at point: [Double]) {
    self.point = point
    rule.restart()
    forgetSums()
  }

  mutating func attach(_ rows: StochasticRows) {
    self.rows = rows
    buffer = RowBuffer(rows)
  }

  var memory: [String: [Double]] {
    get {
      rule.memory.merging(
        ["point": point, "sums": sums, "summedSteps": [Double(summedSteps)]]
      ) { own, _ in own }
    }
    set {
      rule.memory = newValue
      point = newValue["point"] ?? point
      sums = newValue["sums"] ?? sums
      summedSteps = newValue["summedSteps"].map { Int($0[0]) } ?? 0
    }
  }

  private mutating func forgetSums() {
    for k in sums.indices { sums[k] = 0 }
    summedSteps = 0
  }
}

/// v ← μv − η·(g + λ₂u), u ← S(u + v, ηλ₁).
struct MomentumRule: UpdateRule {
  private let rows: StochasticRows
  private let momentum: Double
  private var velocity: [Double]

  init(_ rows: StochasticRows, momentum: Double) {
    self.rows = rows
    self.momentum = momentum
    velocity = [Double](repeating: 0, count: rows.length)
  }

  mutating func update(_ point: inout [Double], gradient: [Double], rate: Double) {
    for k in point.indices {
      let derivative = gradient[k] + rows.ridge[k] * point[k]
      velocity[k] = momentum * velocity[k] - rate * derivative
      point[k] = softThreshold(point[k] + velocity[k], rate * rows.lasso[k])
    }
  }

  mutating func restart() {
    for k in velocity.indices { velocity[k] = 0 }
  }

  var memory: [String: [Double]] {
    get { ["velocity": velocity] }
    set { velocity = newValue["velocity"] ?? velocity }
  }
}
