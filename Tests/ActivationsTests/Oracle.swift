#if arch(x86_64)
  import Activations
  import RealModule

  /// Values and slopes in the 64 bits of `Float80`, from formulas that lose none of them and are
  /// not those of the kernels where there is a choice. Where an exponential would multiply the
  /// error of its argument, the argument is carried in two parts.
  struct Oracle: Sendable {
    var value: @Sendable (Double) -> Float80
    var slope: @Sendable (Double) -> Float80
  }

  extension Oracle {
    typealias Number = Float80

    static let named: [String: Oracle] = [
      "binary-step": Oracle(value: { $0 >= 0 ? 1 : 0 }, slope: { _ in 0 }),
      "linear": Oracle(value: { Number($0) }, slope: { _ in 1 }),
      "sigmoid": Oracle(value: { sigmoid(Number($0)) }, slope: { sigmoidSlope(Number($0)) }),
      "log-sigmoid": Oracle(
        value: { -softplus(-Number($0)) }, slope: { sigmoid(-Number($0)) }),
      "softplus": Oracle(value: { softplus(Number($0)) }, slope: { sigmoid(Number($0)) }),
      "hard-sigmoid": Oracle(
        value: { x in x <= -3 ? 0 : x >= 3 ? 1 : (Number(x) + 3) / 6 },
        slope: { x in abs(x) < 3 ? 1 / 6 : 0 }),
      "tanh": Oracle(
        value: { .tanh(Number($0)) }, slope: { 4 * sigmoidSlope(2 * Number($0)) }),
      "relu": leaky(0),
      "leaky-relu": leaky(0.01),
      "prelu": leaky(0.25),
      "elu": exponentialLinear(scale: 1, alpha: 1),
      "selu": exponentialLinear(
        scale: 1.0507009873554804934193349852946, alpha: 1.6732632423543772848170429916717),
      "silu": gated(argument: { (Number($0), 0, 1) }),
      "gelu-tanh": gated(argument: geluTanhArgument),
      "gelu": Oracle(value: gelu, slope: geluSlope),
      "mish": Oracle(value: mish, slope: mishSlope),
      "softsign": Oracle(
        value: { x in x.isInfinite ? (x < 0 ? -1 : 1) : Number(x) / (1 + abs(Number(x))) },
        slope: { x in 1 / ((1 + abs(Number(x))) * (1 + abs(Number(x)))) }),
    ]

    // MARK: Sigmoid

    static func sigmoid(_ x: Number) -> Number {
      x < 0 ? .exp(x) / (1 + .exp(x)) : 1 / (1 + .exp(-x))
    }

    static func sigmoidSlope(_ x: Number) -> Number {
      let e = Number.exp(-abs(x))
      return e / ((1 + e) * (1 + e))
    }

    static func softplus(_ x: Number) -> Number {
      x > 0 ? x + .log(onePlus: .exp(-x)) : .log(onePlus: .exp(x))
    }

    // MARK: Pieces

    static func leaky(_ leak: Double) -> Oracle {
      Oracle(
        value: { x in x > 0 ? Number(x) : leak == 0 ? 0 : Number(leak) * Number(x) },
        slope: { x in x > 0 ? 1 : Number(leak) })
    }

    static func exponentialLinear(scale: Number, alpha: Number) -> Oracle {
      Oracle(
        value: { x in x > 0 ? scale * Number(x) : scale * alpha * .expMinusOne(Number(x)) },
        slope: { x in x > 0 ? scale : scale * alpha * .exp(Number(x)) })
    }

    // MARK: x·σ(z)

    /// `argument` gives z in two parts and dz/dx.
    static func gated(
      argument: @escaping @Sendable (Double) -> (high: Number, low: Number, slope: Number)
    ) -> Oracle {
      // exp(−|z|) and z.
      @Sendable func decay(_ x: Double) -> (e: Number, slope: Number) {
        let z = argument(x)
        return (.exp(-abs(z.high)) * (1 - (z.high < 0 ? -z.low : z.low)), z.slope)
      }
      return Oracle(
        value: { x in
          if abs(x) > 11_000 { return x < 0 ? -0.0 : Number(x) }
          let e = decay(x).e
          return Number(x) * (x < 0 ? e : 1) / (1 + e)
        },
        slope: { x in
          if abs(x) > 11_000 { return x < 0 ? -0.0 : 1 }
          let (e, slope) = decay(x)
          let w = Number(x) * slope
          return (x < 0 ? e * (1 + e + w) : 1 + e + w * e) / ((1 + e) * (1 + e))
        })
    }

    /// √(8/π)·(x + 0.044715x³).
    @Sendable static func geluTanhArgument(
      _ x: Double
    ) -> (high: Number, low: Number, slope: Number) {
      // Past ±200, exp(−|z|) is 0 in this format too.
      let x = Number(min(max(x, -200), 200))
      let linear: Number = 1.5957691216057307117597842397375
      let linearLow = -0x1.cbc0d30ebfd15p-54 - (linear - 0x1.9884533d43651p+0)
      let cubic: Number = 0.044715
      let square = x * x
      let squareLow = (-square).addingProduct(x, x)
      // 1 + 0.044715x², and what its roundings leave.
      let term = cubic * square
      let cubicLow = (44_715 as Number).addingProduct(-cubic, 1_000_000) / 1_000_000
      let termLow = (-term).addingProduct(cubic, square) + cubic * squareLow + cubicLow * square
      let sum = 1 + term
      let sumLow = term > 1 ? (term - sum) + 1 + termLow : (1 - sum) + term + termLow
      let factor = linear * x
      let factorLow = (-factor).addingProduct(linear, x) + linearLow * x
      let z = factor * sum
      let low = (-z).addingProduct(factor, sum) + factor * sumLow + factorLow * sum
      return (z, low, linear * (1 + 3 * term))
    }

    // MARK: GELU

    /// The high 24 bits of x, whose square is exact, and the rest.
    static func split(_ x: Number) -> (Number, Number) {
      let high = Number(Float(x))
      return (high, x - high)
    }

    /// exp(−u²/2).
    static func density(_ u: Number) -> Number {
      let (high, low) = split(u)
      return .exp(-high * high / 2) * .exp(-(u + high) * low / 2)
    }

    /// exp(u²/2)·Φ(−u), in which the rounding of u/√2 hardly matters.
    static func mills(_ u: Number) -> Number {
      let t = u / .sqrt(2)
      let (high, low) = split(t)
      return .erfc(t) / 2 * .exp(high * high) * .exp((t + high) * low)
    }

    @Sendable static func gelu(_ x: Double) -> Number {
      if abs(x) > 100 { return x < 0 ? -0.0 : Number(x) }
      let tail = density(abs(Number(x))) * mills(abs(Number(x)))
      return Number(x) * (x < 0 ? tail : 1 - tail)
    }

    @Sendable static func geluSlope(_ x: Double) -> Number {
      if abs(x) > 100 { return x < 0 ? -0.0 : 1 }
      let u = abs(Number(x))
      let k = density(u) * (mills(u) - u / .sqrt(2 * .pi))
      return x < 0 ? k : 1 - k
    }

    // MARK: Mish

    @Sendable static func mish(_ x: Double) -> Number {
      if abs(x) > 11_000 { return x < 0 ? -0.0 : Number(x) }
      return Number(x) * .tanh(softplus(Number(x)))
    }

    @Sendable static func mishSlope(_ x: Double) -> Number {
      if abs(x) > 11_000 { return x < 0 ? -0.0 : 1 }
      let t = Number.tanh(softplus(Number(x)))
      let sech = 1 / Number.cosh(softplus(Number(x)))
      return t + Number(x) * sigmoid(Number(x)) * sech * sech
    }
  }
#endif
