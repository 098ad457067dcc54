/// Steps of one dense row with the log loss of two classes, in one kernel.
struct FusedSteps: StochasticMethod {
  let defaultRate: Double
  var batchSize: Int { 1 }
  private var rows: StochasticRows
  private var loss: LogisticLoss
  private var values: DenseValues
  private var point: [Double]
  /// Σ of the points after each step, if averaging.
  private var sums: [Double]
  private var summedSteps = 0
  private var scratch: [Double]

  /// nil for what the kernel does not do.
  init?(_ rows: StochasticRows, at point: [Double], defaultRate: Double, averages: Bool) {
    guard let loss = rows.objective.loss as? LogisticLoss, !rows.objective.hasLasso,
      case .dense(let values) = rows.objective.design.storage
    else { return nil }
    self.rows = rows
    self.loss = loss
    self.values = values
    self.point = point
    self.defaultRate = defaultRate
    sums = averages ? [Double](repeating: 0, count: point.count) : []
    scratch = [Double](repeating: 0, count: 2 * rows.padded)
  }

  mutating func beginEpoch(_ epoch: Int) { if epoch == 1 { forgetSums() } }

  mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double]) {
    let columns = StochasticKernels.Columns(
      center: rows.centers, scale: rows.inverses,
      ridge: rows.objective.penalty.ridge > 0 ? rows.ridge : nil,
      hasIntercept: rows.objective.conditioning.hasIntercept)
    StochasticKernels.descend(
      values, columns, loss: loss, weightFactor: rows.rowFactor, order: order, from: start,
      to: end, rates: rates, point: &point, sums: &sums, scratch: &scratch)
    summedSteps += end - start
  }

  func estimate() -> [Double] {
    sums.isEmpty || summedSteps == 0 ? point : sums.map { $0 / Double(summedSteps) }
  }

  mutating func restart(at point: [Double]) {
    self.point = point
    forgetSums()
  }

  mutating func attach(_ rows: StochasticRows) {
    guard let loss = rows.objective.loss as? LogisticLoss,
      case .dense(let values) = rows.objective.design.storage
    else { preconditionFailure("blocks of one kind") }
    (self.rows, self.loss, self.values) = (rows, loss, values)
  }

  var memory: [String: [Double]] {
    get { ["point": point, "sums": sums, "summedSteps": [Double(summedSteps)]] }
    set {
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
