/// Stochastic variance-reduced gradient (Johnson and Zhang 2013): each epoch begins with the exact
/// derivative at a snapshot, and each step follows it, corrected by how the row's slope has changed
/// since. It converges at the constant step 1/(4L), L the largest bound of a row's curvature, unless
/// given, and keeps nothing for each row. With λ₁ each step ends with a soft threshold; sparse rows
/// cost what they store.
public struct SVRG: StochasticSolver {
  public var name: String { "svrg" }
  public var supportsLasso: Bool { true }
  public var options: StochasticOptions

  public init(options: StochasticOptions = StochasticOptions()) { self.options = options }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    var method = Steps(
      rows, at: rows.vector(start), defaultRate: 1 / (4 * rows.curvatureBounds().largest))
    return StochasticRun(options: options, schedule: ConstantRate(), unpolishedEpochs: 1000)
      .minimize(objective, rows, from: start, monitor: &monitor, &method)
  }

  private struct Steps: StochasticMethod {
    let defaultRate: Double
    var batchSize: Int { 1 }
    private var steps: LazySteps
    private var buffer: RowBuffer
    private var snapshot: [Double]
    /// Of a stream all rows, while the steps see one block.
    private let all: StochasticRows

    init(_ rows: StochasticRows, at point: [Double], defaultRate: Double) {
      self.defaultRate = defaultRate
      steps = LazySteps(rows, at: point, drifts: true)
      buffer = RowBuffer(rows)
      snapshot = point
      all = rows
    }

    mutating func beginEpoch(_ epoch: Int) {
      steps.settle()
      snapshot = steps.point
      var mean = [Double](repeating: 0, count: all.length)
      all.forEachBlock { rows in
        var buffer = RowBuffer(rows)
        for row in 0..<rows.rowCount {
          rows.load(row, into: &buffer)
          rows.formSlopes(row, at: snapshot, &buffer)
          rows.accumulate(buffer, factor: 1 / Double(rows.totalRowCount), into: &mean)
        }
      }
      steps.drift = mean
    }

    mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double]) {
      let outputs = steps.rows.outputs
      var changes = [Double](repeating: 0, count: outputs)
      for k in start..<end {
        let row = Int(order[k])
        steps.rows.load(row, into: &buffer)
        steps.prepare(buffer)
        steps.rows.formSlopes(row, at: snapshot, &buffer)
        for output in 0..<outputs { changes[output] = -buffer.slopes[output] }
        steps.rows.formSlopes(row, at: steps.point, &buffer)
        for output in 0..<outputs { changes[output] += buffer.slopes[output] }
        steps.step(buffer, slopes: changes, rate: rates[k - start])
      }
    }

    func estimate() -> [Double] { steps.current }

    mutating func restart(at point: [Double]) { steps.restart(at: point) }

    mutating func attach(_ rows: StochasticRows) {
      steps.attach(rows)
      buffer = RowBuffer(rows)
    }

    var memory: [String: [Double]] {
      get { steps.memory.merging(["snapshot": snapshot]) { own, _ in own } }
      set {
        steps.memory = newValue
        snapshot = newValue["snapshot"] ?? snapshot
      }
    }
  }
}
