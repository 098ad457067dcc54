/// η = η₀/(1 + η₀μt) after t steps, where μ is the curvature of F (Bottou 2012): in the long run
/// 1/(μt), which is the best for a curvature of μ. Without a penalty μ is taken as 1/n, and the rate
/// starts to fall during the first epochs.
public struct OptimalRate: LearningRateSchedule {
  public var name: String { "optimal" }

  public init() {}

  public func fill(_ rates: inout [Double], count: Int, from first: RateContext) {
    let slope = first.initial * first.curvature
    for k in 0..<count { rates[k] = first.initial / (1 + slope * Double(first.step + k)) }
  }
}
