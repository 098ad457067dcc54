/// SAGA (Defazio, Bach and Lacoste-Julien 2014): the last slope of each row is kept, and a step
/// follows the mean of all of them, corrected by the change of one. It converges at a constant step,
///
/// ```
/// γ = 1/(2L + min(2nλ₂, L)),   L the largest bound of a row's curvature
/// ```
///
/// unless given. One number is kept for each row and output. With λ₁ each step ends with a soft
/// threshold; sparse rows cost what they store.
public struct SAGA: StochasticSolver {
  public var name: String { "saga" }
  public var supportsLasso: Bool { true }
  public var options: StochasticOptions

  public init(options: StochasticOptions = StochasticOptions()) { self.options = options }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    let bound = rows.curvatureBounds().largest
    let ridge = rows.ridge.filter { $0 > 0 }.min() ?? 0
    var method = Steps(
      rows, at: rows.vector(start),
      defaultRate: 1 / (2 * bound + min(2 * Double(rows.rowCount) * ridge, bound)))
    return StochasticRun(options: options, schedule: ConstantRate(), unpolishedEpochs: 1000)
      .minimize(objective, rows, from: start, monitor: &monitor, &method)
  }

  private struct Steps: StochasticMethod {
    let defaultRate: Double
    var batchSize: Int { 1 }
    private var steps: LazySteps
    private var buffer: RowBuffer
    /// The last slope of each row and output; their mean times the rows is the drift of the steps.
    private var slopes: [Double]

    init(_ rows: StochasticRows, at point: [Double], defaultRate: Double) {
      self.defaultRate = defaultRate
      steps = LazySteps(rows, at: point, drifts: true)
      buffer = RowBuffer(rows)
      slopes = [Double](repeating: 0, count: rows.rowCount * rows.outputs)
      look()
    }

    /// Forms the slopes of all rows.
    private mutating func look() {
      let rows = steps.rows
      var mean = [Double](repeating: 0, count: rows.length)
      for row in 0..<rows.rowCount {
        rows.load(row, into: &buffer)
        rows.formSlopes(row, at: steps.point, &buffer)
        rows.accumulate(buffer, factor: 1 / Double(rows.rowCount), into: &mean)
        for k in 0..<rows.outputs { slopes[row * rows.outputs + k] = buffer.slopes[k] }
      }
      steps.drift = mean
    }

    mutating func beginEpoch(_ epoch: Int) {}

    mutating func takeSteps(_ order: [UInt32], from start: Int, to end: Int, rates: [Double]) {
      let outputs = steps.rows.outputs
      var changes = [Double](repeating: 0, count: outputs)
      for k in start..<end {
        let row = Int(order[k])
        steps.rows.load(row, into: &buffer)
        steps.prepare(buffer)
        steps.rows.formSlopes(row, at: steps.point, &buffer)
        for output in 0..<outputs {
          let index = row * outputs + output
          changes[output] = buffer.slopes[output] - slopes[index]
          slopes[index] = buffer.slopes[output]
          buffer.slopes[output] = changes[output]
        }
        steps.step(buffer, slopes: changes, rate: rates[k - start])
        steps.addToDrift(buffer)
      }
    }

    func estimate() -> [Double] { steps.current }

    mutating func restart(at point: [Double]) {
      steps.restart(at: point)
      look()
    }
  }
}

extension LazySteps {
  /// The mean of the slopes changes by those in the buffer over n.
  mutating func addToDrift(_ buffer: RowBuffer) {
    rows.accumulate(buffer, factor: 1 / Double(rows.rowCount), into: &drift)
  }
}
