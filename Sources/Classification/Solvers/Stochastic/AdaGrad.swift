internal import RealModule

/// AdaGrad (Duchi, Hazan and Singer 2011): the rate of each variable is divided by the root of the
/// sum of its squared derivatives so far. η₀ is 0.1 and constant unless given, and a step takes 32
/// rows. With λ₁ each step ends with a soft threshold.
public struct AdaGrad: StochasticSolver {
  public var name: String { "adagrad" }
  public var supportsLasso: Bool { true }
  public var options: StochasticOptions

  public init(options: StochasticOptions = StochasticOptions()) { self.options = options }

  public func minimize(
    _ objective: Objective, from start: [Double], monitor: inout ProgressMonitor
  ) -> Solution {
    let rows = StochasticRows(objective)
    var method = BatchSteps(
      rows, at: rows.vector(start), rule: Rule(rows), batchSize: options.batchSize ?? 32,
      defaultRate: 0.1)
    return StochasticRun(options: options, schedule: options.schedule ?? ConstantRate())
      .minimize(objective, rows, from: start, monitor: &monitor, &method)
  }

  private struct Rule: UpdateRule {
    private let rows: StochasticRows
    private var squares: [Double]

    init(_ rows: StochasticRows) {
      self.rows = rows
      squares = [Double](repeating: 0, count: rows.length)
    }

    mutating func update(_ point: inout [Double], gradient: [Double], rate: Double) {
      for k in point.indices {
        let derivative = gradient[k] + rows.ridge[k] * point[k]
        squares[k] += derivative * derivative
        guard squares[k] > 0 else { continue }
        let step = rate / squares[k].squareRoot()
        point[k] = softThreshold(point[k] - step * derivative, step * rows.lasso[k])
      }
    }

    mutating func restart() {
      for k in squares.indices { squares[k] = 0 }
    }

    var memory: [String: [Double]] {
      get { ["squares": squares] }
      set { squares = newValue["squares"] ?? squares }
    }
  }
}
