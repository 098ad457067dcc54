internal import RealModule

/// η = η₀/(1 + t)^power after t steps.
public struct InverseScalingRate: LearningRateSchedule {
  public var name: String { "inverse-scaling" }
  public var power: Double

  /// - Parameter power: between 0 and 1; averaging wants between ½ and 1, 0.25 falls slowly.
  public init(power: Double = 0.25) {
    precondition(power >= 0 && power <= 1)
    self.power = power
  }

  public func fill(_ rates: inout [Double], count: Int, from first: RateContext) {
    if power == 0.5 {
      for k in 0..<count { rates[k] = first.initial / Double(1 + first.step + k).squareRoot() }
      return
    }
    for k in 0..<count {
      rates[k] = first.initial * .pow(Double(1 + first.step + k), -power)
    }
  }
}
