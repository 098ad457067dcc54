/// η = η₀.
public struct ConstantRate: LearningRateSchedule {
  public var name: String { "constant" }

  public init() {}

  public func fill(_ rates: inout [Double], count: Int, from first: RateContext) {
    for k in 0..<count { rates[k] = first.initial }
  }
}
