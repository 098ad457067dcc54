internal import RealModule

/// Adam (Kingma and Ba 2015), β₁ = 0.9, β₂ = 0.999: momentum, divided by the root of a running mean
/// of squared derivatives. η₀ is 0.05 and falls with the root of the steps unless given otherwise,
/// and a step takes 32 rows. With λ₁ each step ends with a soft threshold.
public struct Adam: StochasticSolver {
  public var name: String { "adam" }
  public var supportsLasso: Bool { true }
  public var options: StochasticOptions

  public init(options: StochasticOptions = StochasticOptions()) { self.options = options }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    var method = BatchSteps(
      rows, at: rows.vector(start), rule: Rule(rows), batchSize: options.batchSize ?? 32,
      defaultRate: 0.05)
    return StochasticRun(
      options: options, schedule: options.schedule ?? InverseScalingRate(power: 0.5)
    ).minimize(objective, rows, from: start, monitor: &monitor, &method)
  }

  private struct Rule: UpdateRule {
    private let rows: StochasticRows
    private var means: [Double]
    private var squares: [Double]
    private var steps = 0

    init(_ rows: StochasticRows) {
      self.rows = rows
      means = [Double](repeating: 0, count: rows.length)
      squares = means
    }

    mutating func update(_ point: inout [Double], gradient: [Double], rate: Double) {
      steps += 1
      let meanBias = 1 - Double.pow(0.9, steps)
      let squareBias = 1 - Double.pow(0.999, steps)
      for k in point.indices {
        let derivative = gradient[k] + rows.ridge[k] * point[k]
        means[k] = 0.9 * means[k] + 0.1 * derivative
        squares[k] = 0.999 * squares[k] + 0.001 * derivative * derivative
        let step = rate / ((squares[k] / squareBias).squareRoot() + 1e-8)
        point[k] = softThreshold(
          point[k] - step * (means[k] / meanBias), step * rows.lasso[k])
      }
    }

    mutating func restart() {
      for k in means.indices {
        means[k] = 0
        squares[k] = 0
      }
      steps = 0
    }

    var memory: [String: [Double]] {
      get { ["means": means, "squares": squares, "steps": [Double(steps)]] }
      set {
        means = newValue["means"] ?? means
        squares = newValue["squares"] ?? squares
        steps = newValue["steps"].map { Int($0[0]) } ?? 0
      }
    }
  }
}
