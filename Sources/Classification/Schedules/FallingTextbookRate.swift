/// η = numerator/(1 + j + i) + floor in epoch j and step i of the epoch, both from 0: with 4 and
/// 0.01 the rate of the improved stochastic gradient ascent of Harrington (2012), *Machine Learning
/// in Action*, chapter 5. η₀ is not used.
public struct FallingTextbookRate: LearningRateSchedule {
  public var name: String { "falling" }
  public var numerator: Double
  public var floor: Double

  /// Both are at least 0.
  public init(numerator: Double = 4, floor: Double = 0.01) {
    precondition(numerator >= 0 && floor >= 0)
    self.numerator = numerator
    self.floor = floor
  }

  public func fill(_ rates: inout [Double], count: Int, from first: RateContext) {
    for k in 0..<count {
      rates[k] = numerator / Double(1 + first.epoch + first.stepInEpoch + k) + floor
    }
  }
}
