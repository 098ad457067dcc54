/// Stochastic gradient descent (Robbins and Monro 1951; Bottou 2012), with momentum and mini-batches
/// if asked for; as `asgd` the mean of the points since the end of the first epoch (Polyak and
/// Juditsky 1992).
///
/// η₀ is (1 − μ)/(4L̄) unless given, with the mean L̄ of the bounds of the rows' curvature and the
/// momentum μ; the schedule is ``InverseScalingRate`` with the power ½, and ¼ for `asgd`. With λ₁ each
/// step ends with a soft threshold. Sparse rows cost what they store, unless there is momentum or a
/// batch: then a step costs a pass over the columns.
public struct StochasticGradientDescent: StochasticSolver {
  public var name: String { averages ? "asgd" : "sgd" }
  public var supportsLasso: Bool { true }
  public var options: StochasticOptions
  /// μ in v ← μv − ηg, u ← u + v.
  public var momentum: Double
  public var averages: Bool

  public init(
    averages: Bool = false, momentum: Double = 0,
    options: StochasticOptions = StochasticOptions()
  ) {
    precondition(momentum >= 0 && momentum < 1)
    self.averages = averages
    self.momentum = momentum
    self.options = options
  }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    let run = StochasticRun(
      options: options,
      schedule: options.schedule ?? InverseScalingRate(power: averages ? 0.25 : 0.5))
    let rate = (1 - momentum) / 4 / rows.curvatureBounds(limit: 10_000).mean
    let point = rows.vector(start)
    let batch = options.batchSize ?? 1
    if momentum > 0 || batch > 1 {
      var method = BatchSteps(
        rows, at: point, rule: MomentumRule(rows, momentum: momentum), batchSize: batch,
        defaultRate: rate, averages: averages)
      return run.minimize(objective, rows, from: start, monitor: &monitor, &method)
    }
    if let fused = FusedSteps(rows, at: point, defaultRate: rate, averages: averages) {
      var method = fused
      return run.minimize(objective, rows, from: start, monitor: &monitor, &method)
    }
    var method = PlainSteps(rows, at: point, defaultRate: rate, averages: averages)
    return run.minimize(objective, rows, from: start, monitor: &monitor, &method)
  }
}

/// Steps of one row, of any loss and layout.
struct PlainSteps: StochasticMethod {
  let defaultRate: Double
  var batchSize: Int { 1 }
  private var steps: LazySteps
  private var buffer: RowBuffer
  private let averages: Bool

  init(_ rows: StochasticRows, at point: [Double], defaultRate: Double, averages: Bool) {
    self.defaultRate = defaultRate
    self.averages = averages
    steps = LazySteps(rows, at: point, drifts: false, averages: averages)
    buffer = RowBuffer(rows)
  }

  mutating func beginEpoch(_ epoch: Int) { if epoch == 1 { steps.forgetSums() } }

  mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double]) {
    for k in start..<end {
      let row = Int(order[k])
      steps.rows.load(row, into: &buffer)
      steps.prepare(buffer)
      steps.rows.formSlopes(row, at: steps.point, &buffer)
      steps.step(buffer, slopes: buffer.slopes, rate: rates[k - start])
    }
  }

  func estimate() -> [Double] { averages ? steps.mean : steps.current }

  mutating func restart(at point: [Double]) { steps.restart(at: point) }

  mutating func attach(_ rows: StochasticRows) {
    steps.attach(rows)
    buffer = RowBuffer(rows)
  }

  var memory: [String: [Double]] {
    get { steps.memory }
    set { steps.memory = newValue }
  }
}
