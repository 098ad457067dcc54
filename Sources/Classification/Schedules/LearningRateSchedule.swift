/// How the learning rate of a stochastic solver changes on the way. A new schedule is one file and a
/// line in ``Schedules/all``.
public protocol LearningRateSchedule: Sendable {
  /// As on the command line.
  var name: String { get }

  /// The rates of consecutive steps, the first of which is `first`.
  func fill(_ rates: inout [Double], count: Int, from first: RateContext)
}

/// What a rate may depend on.
public struct RateContext: Sendable {
  /// η₀.
  public var initial: Double
  /// Steps so far, over all epochs.
  public var step: Int
  /// Epochs so far.
  public var epoch: Int
  /// Steps so far in this epoch.
  public var stepInEpoch: Int
  /// μ, about the least curvature of F: its ridge, or 1/n where that is larger.
  public var curvature: Double
  /// How many epochs did not lower F by a thousandth.
  public var stalls: Int

  public init(
    initial: Double, step: Int = 0, epoch: Int = 0, stepInEpoch: Int = 0, curvature: Double = 0,
    stalls: Int = 0
  ) {
    self.initial = initial
    self.step = step
    self.epoch = epoch
    self.stepInEpoch = stepInEpoch
    self.curvature = curvature
    self.stalls = stalls
  }
}

/// All schedules by name, with their usual parameters.
public enum Schedules {
  public static var all: [any LearningRateSchedule] {
    [ConstantRate(), InverseScalingRate(), OptimalRate(), AdaptiveRate(), FallingTextbookRate()]
  }

  public static func named(_ name: String) -> (any LearningRateSchedule)? {
    all.first { $0.name == name }
  }
}
