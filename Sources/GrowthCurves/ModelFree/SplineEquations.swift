internal import RealModule

/// The banded equations of a smoothing spline (Green and Silverman 1994, §2.3): with the second
/// derivatives γ at the inner knots, and the averages ȳ of the knots with their weights W,
///
///     (R + λ QᵀW⁻¹Q) γ = Qᵀȳ,   f = ȳ − λ W⁻¹Qγ
///
/// Q takes second divided differences; R is tridiagonal. Times are scaled to 0...1 and weights to a
/// mean of 1.
struct SplineEquations: Sendable, Hashable {
  struct Solution {
    var values: [Double]
    /// In the scaled time.
    var secondDerivatives: [Double]
    /// Σ wᵢ(yᵢ − f)² over all observations, with weights of mean 1.
    var squares: Double
    /// n − df.
    var residualDegreesOfFreedom: Double

    var isFinite: Bool {
      values.allSatisfy { $0.isFinite } && secondDerivatives.allSatisfy { $0.isFinite }
        && squares.isFinite && residualDegreesOfFreedom.isFinite
    }

    /// GCV; infinite where the degrees of freedom are used up.
    func crossValidation(count: Int, inflation: Double) -> Double {
      let share = 1 - inflation + inflation * residualDegreesOfFreedom / Double(count)
      let score = squares / Double(count) / (share * share)
      return share > 0 && !score.isNaN ? score : .infinity
    }
  }

  /// The knots.
  let times: [Double]
  /// The last time minus the first.
  let duration: Double
  let observationCount: Int
  let meanWeight: Double
  /// W.
  let weights: [Double]
  /// ȳ.
  private let averages: [Double]
  /// Σ wᵢ(yᵢ − ȳ)² within the repeated times.
  private let pureError: Double
  /// The distances of the knots.
  private let steps: [Double]
  /// R.
  private let bending: PentadiagonalMatrix
  /// QᵀW⁻¹Q.
  private let distance: PentadiagonalMatrix

  init?(times: [Double], values: [Double], weights: [Double]) {
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    let meanWeight = LogSizes.mean(ofWeights: weights)
    var knots: [Double] = []
    var sums: [Double] = []
    var averages: [Double] = []
    var pureError = 0.0
    for i in order {
      let weight = weights.isEmpty ? 1 : weights[i] / meanWeight
      if let last = knots.last, last == times[i] {
        // The mean and the squares about it, updated.
        let k = knots.count - 1
        let difference = values[i] - averages[k]
        let share = weight / (sums[k] + weight)
        pureError += sums[k] * share * difference * difference
        averages[k] += share * difference
        sums[k] += weight
      } else {
        knots.append(times[i])
        sums.append(weight)
        averages.append(values[i])
      }
    }
    guard knots.count >= 4 else { return nil }
    let duration = knots[knots.count - 1] - knots[0]
    let steps = zip(knots.dropFirst(), knots).map { ($0 - $1) / duration }
    guard duration.isFinite, steps.allSatisfy({ $0 > 0 }) else { return nil }
    self.times = knots
    self.duration = duration
    observationCount = times.count
    self.meanWeight = meanWeight
    self.weights = sums
    self.averages = averages
    self.pureError = pureError
    self.steps = steps
    bending = Self.bending(steps)
    distance = Self.distance(steps, sums)
  }

  private static func bending(_ steps: [Double]) -> PentadiagonalMatrix {
    var matrix = PentadiagonalMatrix(order: steps.count - 1)
    for j in 0..<steps.count - 1 {
      matrix.diagonal[j] = (steps[j] + steps[j + 1]) / 3
      if j + 2 < steps.count { matrix.next[j] = steps[j + 1] / 6 }
    }
    return matrix
  }

  private static func distance(_ steps: [Double], _ weights: [Double]) -> PentadiagonalMatrix {
    let order = steps.count - 1
    var matrix = PentadiagonalMatrix(order: order)
    for j in 0..<order {
      // Column j of Q: in rows j, j + 1 and j + 2.
      let before = 1 / steps[j]
      let after = 1 / steps[j + 1]
      let middle = before + after
      matrix.diagonal[j] =
        before * before / weights[j] + middle * middle / weights[j + 1]
        + after * after / weights[j + 2]
      guard j + 1 < order else { continue }
      let further = 1 / steps[j + 2]
      matrix.next[j] =
        -middle * after / weights[j + 1] - after * (after + further) / weights[j + 2]
      if j + 2 < order { matrix.afterNext[j] = after * further / weights[j + 2] }
    }
    return matrix
  }

  /// What λ of the scaled equations is to be multiplied with for λ in the units of the data.
  var penaltyUnit: Double { meanWeight * duration * duration * duration }

  /// The λ at which both matrices weigh the same: tr R/tr QᵀW⁻¹Q.
  var balancedPenalty: Double {
    bending.diagonal.reduce(0, +) / distance.diagonal.reduce(0, +)
  }

  private var innerCount: Int { times.count - 2 }

  private func factor(penalty: Double) -> PentadiagonalFactor {
    PentadiagonalFactor(bending, plus: distance, times: penalty)
  }

  /// Qᵀ times a vector of the knots.
  private func differences(_ x: [Double]) -> [Double] {
    let slopes = steps.indices.map { i in (x[i + 1] - x[i]) / steps[i] }
    return (0..<innerCount).map { j in slopes[j + 1] - slopes[j] }
  }

  /// Q times a vector of the inner knots.
  private func spread(_ x: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: times.count)
    for j in 0..<innerCount {
      let before = x[j] / steps[j]
      let after = x[j] / steps[j + 1]
      result[j] += before
      result[j + 1] -= before + after
      result[j + 2] += after
    }
    return result
  }

  func solve(penalty: Double) -> Solution {
    let factor = factor(penalty: penalty)
    var gamma = differences(averages)
    factor.solve(&gamma)
    let rough = spread(gamma)
    var values = averages
    var squares = pureError
    for i in values.indices {
      let residual = penalty * rough[i] / weights[i]
      values[i] -= residual
      squares += weights[i] * residual * residual
    }
    return Solution(
      values: values, secondDerivatives: [0] + gamma + [0], squares: squares,
      residualDegreesOfFreedom: Double(observationCount - times.count)
        + residualTrace(factor, penalty))
  }

  /// tr(I − smoother) over the knots, λ tr W⁻¹QB⁻¹Qᵀ.
  private func residualTrace(_ factor: PentadiagonalFactor, _ penalty: Double) -> Double {
    let inverse = factor.inverseBands()
    var trace = 0.0
    for j in 0..<innerCount {
      trace += distance.diagonal[j] * inverse.diagonal[j]
      trace += 2 * (distance.next[j] * inverse.next[j])
      trace += 2 * (distance.afterNext[j] * inverse.afterNext[j])
    }
    return penalty * trace
  }

  /// How much each average counts in df/dt at a time between the knots i and i + 1: the slope is the
  /// sum of the products.
  func slopeWeights(at time: Double, in i: Int, penalty: Double) -> [Double] {
    let h = steps[i]
    let u: Double = (time - times[i]) / (times[i + 1] - times[i])
    let v: Double = 1 - u
    // The slope as a sum over f and γ, and f and γ as sums over the averages.
    var direct = [Double](repeating: 0, count: times.count)
    direct[i] = -1 / h
    direct[i + 1] = 1 / h
    var pulled = [Double](repeating: 0, count: times.count)
    for k in i...i + 1 { pulled[k] = -penalty * direct[k] / weights[k] }
    var inner = differences(pulled)
    if i > 0 { inner[i - 1] += h / 6 * (1 - 3 * v * v) }
    if i < innerCount { inner[i] -= h / 6 * (1 - 3 * u * u) }
    factor(penalty: penalty).solve(&inner)
    let bent = spread(inner)
    return direct.indices.map { (direct[$0] + bent[$0]) / duration }
  }
}
