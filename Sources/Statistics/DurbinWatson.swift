/// The test of Durbin and Watson for serial correlation of regression residuals.
///
///     d = Σ (rᵢ − rᵢ₋₁)² / Σ rᵢ²,   between 0 and 4, near 2 for independent errors
///
/// Residuals of a fit are correlated even where the errors are not, and how much depends on what was
/// fitted. The design X (for a curve its derivatives by the parameters, with weights √wᵢ times
/// them) is therefore asked for. For independent normal errors of one variance, with M the projection
/// on what X leaves over, ν = n − rank X and A the matrix of Σ(rᵢ − rᵢ₋₁)², the moments of d are exact:
///
///     E(d) = P/ν,   Var(d) = 2 (Q − P·E(d)) / (ν(ν + 2)),   P = tr MA,   Q = tr (MA)²
///
/// They cost n·p² steps. The tails are those of the beta distribution on 0...4 with these moments, as
/// Durbin and Watson proposed. For residuals of logistic curves they are within 0.001 of the exact
/// tails near 0.05 from 15 residuals on, within 0.01 at 8. For a nonlinear curve X is taken at the fit,
/// which makes the moments exact for its tangent plane.
///
/// Source: J. Durbin and G. S. Watson (1950), Biometrika 37:409–428; (1951) 38:159–178; (1971)
/// 58:1–19.
public struct DurbinWatson: Sendable, Equatable {
  /// d.
  public let statistic: Double
  /// P(D ≤ d): small for positive correlation, as where a curve misses the shape of the data.
  public let lowerTail: Double
  /// P(D ≥ d): small for negative correlation.
  public let upperTail: Double
  /// E(d) without serial correlation.
  public let mean: Double
  /// Var(d) without serial correlation.
  public let variance: Double

  /// - Parameters:
  ///   - residuals: in the order of time.
  ///   - design: the columns of X, each as long as the residuals. A column that follows from those
  ///     before it counts as none. Without any, the residuals are the errors themselves.
  /// - Returns: `nil` when the residuals are all 0, when fewer than two degrees of freedom are left,
  ///   or when a number is not finite.
  /// - Precondition: the columns are as long as the residuals.
  public init?(_ residuals: Span<Double>, design: [[Double]]) {
    let n = residuals.count
    precondition(design.allSatisfy { $0.count == n }, "one row of the design a residual")
    guard n >= 2, let statistic = Self.statistic(residuals) else { return nil }
    guard let basis = OrthonormalColumns(design) else { return nil }
    let nu = Double(n - basis.columns.count)
    guard nu >= 2 else { return nil }

    // A is tridiagonal: 1, 2, …, 2, 1 on its diagonal and −1 beside it.
    let products = basis.columns.map(Self.product)
    var p = 2 * Double(n - 1)
    var q = 6 * Double(n) - 8
    for (i, column) in basis.columns.enumerated() {
      p -= Self.dot(column, products[i])
      q -= 2 * Self.dot(products[i], products[i])
      for other in products {
        let product = Self.dot(column, other)
        q += product * product
      }
    }
    mean = p / nu
    variance = 2 * (q - p * mean) / (nu * (nu + 2))
    let sum = mean * (4 - mean) / variance - 1
    let first = sum * mean / 4
    let second = sum - first
    guard variance > 0, first > 0, second > 0, sum.isFinite else { return nil }
    // x/4 has the beta distribution of these parameters, which is one of F.
    let beta = FisherF(
      numeratorDegreesOfFreedom: 2 * first, denominatorDegreesOfFreedom: 2 * second)
    let ratio = statistic / (4 - statistic) * (second / first)
    self.statistic = statistic
    lowerTail = beta.cumulative(ratio)
    upperTail = beta.upperTail(ratio)
  }

  /// Twice the smaller tail, at most 1.
  public var twoSided: Double { min(1, 2 * min(lowerTail, upperTail)) }

  private static func statistic(_ residuals: Span<Double>) -> Double? {
    var greatest = 0.0
    for index in residuals.indices { greatest = max(greatest, residuals[index].magnitude) }
    guard greatest > 0, greatest.isFinite else { return nil }
    var squares = 0.0
    var differences = 0.0
    for index in residuals.indices {
      let residual = residuals[index] / greatest
      squares += residual * residual
      guard index > 0 else { continue }
      let difference = residual - residuals[index - 1] / greatest
      differences += difference * difference
    }
    let statistic = differences / squares
    return statistic.isNaN ? nil : min(statistic, 4)
  }

  /// A times a column.
  private static func product(_ x: [Double]) -> [Double] {
    x.indices.map { i in
      let before = i > 0 ? x[i] - x[i - 1] : 0
      let after = i < x.count - 1 ? x[i] - x[i + 1] : 0
      return before + after
    }
  }

  private static func dot(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for i in x.indices { sum += x[i] * y[i] }
    return sum
  }
}
