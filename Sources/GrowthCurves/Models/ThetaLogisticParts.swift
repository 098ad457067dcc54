internal import Activations
internal import RealModule

extension ThetaLogistic {
  /// The curve of a population below its capacity, which is Richards' curve S of z = rθt − ln((E −
  /// 1)/θ), with E = (K/N0)^θ.
  struct BelowCapacity {
    private let capacity: Double
    private let initial: Double
    private let rate: Double
    private let shape: Double
    /// θ·ln(K/N0).
    private let depth: Double
    /// ln((E − 1)/θ), the value of rθt at the inflection.
    private let middle: Double

    init(_ p: Span<Double>) {
      (capacity, initial, rate, shape) = (p[0], p[1], p[2], p[3])
      depth = shape * ThetaLogistic.logRatio(capacity, initial)
      middle =
        depth > 1
        ? depth + Double.log(onePlus: -Double.exp(-depth)) - Double.log(shape)
        : Double.log(Double.expMinusOne(depth) / shape)
    }

    /// L, k, x0 and ν.
    var richards: [Double] { [capacity, rate * shape, middle / (rate * shape), shape] }

    private func arguments(at times: Span<Double>, less shift: Double = 0) -> [Double] {
      var z = [Double](repeating: 0, count: times.count)
      for i in 0..<times.count { z[i] = rate * shape * times[i] - middle - shift }
      return z
    }

    func sizes(at times: Span<Double>, into sizes: inout MutableSpan<Double>) {
      let standard = [capacity, 1, 0, shape]
      RichardsCurve.values(at: arguments(at: times).span, standard.span, into: &sizes)
    }

    func gradient(at times: Span<Double>, into columns: inout MutableSpan<Double>) {
      let standard = [1, 1, 0, shape]
      RichardsCurve.gradient(at: arguments(at: times).span, standard.span, into: &columns)
      applyChainRule(at: times, to: &columns)
    }

    func sizesAndGradient(
      at times: Span<Double>, into sizes: inout MutableSpan<Double>,
      columns: inout MutableSpan<Double>
    ) {
      let standard = [1, 1, 0, shape]
      RichardsCurve.gradient(at: arguments(at: times).span, standard.span, into: &columns)
      for i in 0..<times.count { sizes[i] = capacity * columns[i] }
      applyChainRule(at: times, to: &columns)
    }

    /// From the columns S, zS′, −S′ and ∂S/∂ν to those of K, N0, r and θ.
    private func applyChainRule(at times: Span<Double>, to columns: inout MutableSpan<Double>) {
      let n = times.count
      // 1/D, where S = D^{−1/θ}: 1 − θS′/S would lose its digits far below the capacity.
      let shifted = arguments(at: times, less: Double.log(shape))
      var inverse = [Double](repeating: 0, count: n)
      var span = inverse.mutableSpan
      Sigmoid().values(of: shifted.span, into: &span)
      // θ/(E − 1), and −dz/d ln(K/N0) = θE/(E − 1).
      let decay = Double.exp(-middle)
      let initialSlope = shape / -Double.expMinusOne(-depth)
      let middleSlope = ThetaLogistic.logRatio(capacity, initial) * Self.middleSlope(depth)
      for i in 0..<n {
        let slope = -columns[2 * n + i]
        columns[i] = columns[i] * inverse[i] - slope * decay
        columns[n + i] = capacity / initial * slope * initialSlope
        columns[2 * n + i] = capacity * slope * shape * times[i]
        columns[3 * n + i] =
          capacity * (columns[3 * n + i] + slope * (rate * times[i] - middleSlope))
      }
    }

    /// 1/(1 − e^{−x}) − 1/x: d/dθ of `middle` is ln(K/N0) times this, at x = θ·ln(K/N0).
    private static func middleSlope(_ x: Double) -> Double {
      guard x < 0.25 else { return -1 / Double.expMinusOne(-x) - 1 / x }
      // Σ B_j x^{j−1}/j! over the Bernoulli numbers, B₁ = ½.
      let square = x * x
      let terms = [1 / 12.0, -1 / 720.0, 1 / 30240.0, -1 / 1_209_600.0, 1 / 47_900_160.0]
      return 0.5 + x * terms.reversed().reduce(0) { $1 + square * $0 }
    }

    func rate(at time: Double) -> Double {
      // rN(1 − (N/K)^θ) = rN·σ(ln θ − z).
      let z = rate * shape * time - middle
      let size = RichardsCurve.value(at: z, capacity: capacity, rate: 1, midpoint: 0, shape: shape)
      return rate * size * Sigmoid().value(Double.log(shape) - z)
    }
  }

  /// The curve of a population above its capacity, N = K·D^{−1/θ} with D = 1 + b ≤ 1, b = (E −
  /// 1)·e^{−rθt} and E = (K/N0)^θ.
  struct AboveCapacity {
    private let capacity: Double
    private let initial: Double
    private let rate: Double
    private let shape: Double
    /// ln(K/N0).
    private let logarithm: Double
    /// E and E − 1.
    private let ratio: Double
    private let excess: Double

    init(_ p: Span<Double>) {
      (capacity, initial, rate, shape) = (p[0], p[1], p[2], p[3])
      logarithm = ThetaLogistic.logRatio(capacity, initial)
      ratio = Double.exp(shape * logarithm)
      excess = Double.expMinusOne(shape * logarithm)
    }

    /// What the size and its slopes are made of.
    private struct State {
      /// e^{−rθt}, and one minus it.
      var decay: Double
      var gain: Double
      var b: Double
      var denominator: Double
      /// ln D, and N.
      var logDenominator: Double
      var size: Double
    }

    private func state(at time: Double) -> State {
      let exponent = rate * shape * time
      let decay = Double.exp(-exponent)
      let gain = -Double.expMinusOne(-exponent)
      // A curve that is at its capacity stays there, however far back.
      let b = excess == 0 ? 0 : excess * decay
      // Towards b = −1, both terms of (1 − e^{−rθt}) + E·e^{−rθt} are positive.
      let isNear = b < -0.5 && exponent >= 0
      let denominator = isNear ? gain + ratio * decay : 1 + b
      guard denominator > 0 else {
        return State(
          decay: decay, gain: gain, b: b, denominator: 0, logDenominator: -.infinity,
          size: .infinity)
      }
      let logDenominator = b < -0.5 ? Double.log(denominator) : Double.log(onePlus: b)
      return State(
        decay: decay, gain: gain, b: b, denominator: denominator, logDenominator: logDenominator,
        size: capacity * Double.exp(-logDenominator / shape))
    }

    func size(at time: Double) -> Double { state(at: time).size }

    func rate(at time: Double) -> Double {
      let state = state(at: time)
      return rate * state.size * (state.b / state.denominator)
    }

    func gradient(at times: Span<Double>, into columns: inout MutableSpan<Double>) {
      let n = times.count
      // b = θβ, and d/dθ of (E − 1)/θ.
      let excessSlope = logarithm * logarithm * Self.excessSlope(shape * logarithm)
      for i in 0..<n {
        let t = times[i]
        let state = state(at: t)
        let relative = state.size / state.denominator
        columns[i] = relative * state.gain / capacity
        columns[n + i] = relative * ratio * state.decay / initial
        columns[2 * n + i] = relative * state.b * t
        let beta = state.b / shape
        let betaSlope = state.decay * excessSlope - rate * t * beta
        columns[3 * n + i] = state.size * curvature(state) - relative * betaSlope
      }
    }

    /// (ln(1 + b) − b/(1 + b))/θ², for a b of any size.
    private func curvature(_ state: State) -> Double {
      let b = state.b
      guard b > -0.01 else {
        return (state.logDenominator - b / state.denominator) / (shape * shape)
      }
      // b² Σ (−b)^j (j + 1)/(j + 2)
      let sum = (0..<8).reversed().reduce(0.0) { Double($1 + 1) / Double($1 + 2) - b * $0 }
      return sum * (b / shape) * (b / shape)
    }

    /// (x·eˣ − (eˣ − 1))/x².
    private static func excessSlope(_ x: Double) -> Double {
      guard x > -0.1 else { return (x * Double.exp(x) - Double.expMinusOne(x)) / (x * x) }
      // Σ x^j (j + 1)/(j + 2)!
      let factorials = [2.0, 6, 24, 120, 720, 5040, 40320, 362_880]
      return factorials.indices.reversed().reduce(0) { Double($1 + 1) / factorials[$1] + x * $0 }
    }
  }

  /// ln(K/N0), also where the two nearly agree.
  private static func logRatio(_ capacity: Double, _ initial: Double) -> Double {
    let relative = (capacity - initial) / initial
    if relative.magnitude < 0.5 { return Double.log(onePlus: relative) }
    let ratio = capacity / initial
    // The quotient may be no number where the two are.
    return ratio.isFinite ? Double.log(ratio) : Double.log(capacity) - Double.log(initial)
  }
}
