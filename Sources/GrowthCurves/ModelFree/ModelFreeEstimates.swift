/// The estimates that need no growth model, of one series.
public struct ModelFreeEstimates: Sendable, Hashable {
  public var easyLinear: EasyLinear
  public var spline: SplineGrowth

  /// - Parameter windowLength: of `EasyLinear`, at least 3; by default chosen from the series.
  public init(_ series: GrowthSeries, windowLength: Int? = nil) {
    let data = LogSizes(series)
    easyLinear = EasyLinear(data, windowLength: windowLength, quota: 0.95)
    spline = SplineGrowth(data)
  }
}
