internal import RealModule

/// η = η₀/5^k after k epochs that did not lower F by a thousandth.
public struct AdaptiveRate: LearningRateSchedule {
  public var name: String { "adaptive" }

  public init() {}

  public func fill(_ rates: inout [Double], count: Int, from first: RateContext) {
    let rate = first.initial * .pow(5.0, -first.stalls)
    for k in 0..<count { rates[k] = rate }
  }
}
