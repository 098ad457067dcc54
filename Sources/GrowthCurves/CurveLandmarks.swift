/// What a fitted curve shows a reader: asymptotes, inflection, rates. `nil` where the curve has no
/// such thing (an exponential has no capacity, a Gompertz curve no finite intrinsic rate).
public struct CurveLandmarks: Sendable, Hashable {
  /// The size approached as t → ∞.
  public var capacity: Double?
  /// The size approached as t → −∞, from which a lag is measured.
  public var baseline: Double?
  public var inflectionTime: Double?
  public var inflectionSize: Double?
  /// dN/dt at the inflection.
  public var maximumRate: Double?
  /// d ln N/dt far below the capacity, of the growing part where there is an offset.
  public var intrinsicRate: Double?
  /// The time from 10 % to 90 % of the way between the asymptotes.
  public var riseTime: Double?
  /// The lag, as the model counts time, where it is a parameter of the curve; otherwise it is where
  /// the tangent at the inflection meets the baseline.
  public var lagTime: Double?

  public init(
    capacity: Double? = nil, baseline: Double? = nil, inflectionTime: Double? = nil,
    inflectionSize: Double? = nil, maximumRate: Double? = nil, intrinsicRate: Double? = nil,
    riseTime: Double? = nil, lagTime: Double? = nil
  ) {
    self.capacity = capacity
    self.baseline = baseline
    self.inflectionTime = inflectionTime
    self.inflectionSize = inflectionSize
    self.maximumRate = maximumRate
    self.intrinsicRate = intrinsicRate
    self.riseTime = riseTime
    self.lagTime = lagTime
  }
}
