/// Series that repeat the same thing: wells of one treatment, animals on one diet.
public struct ReplicateGroup: Sendable, Hashable {
  public let name: String
  public let series: [GrowthSeries]
  /// All observations as one series, to which one curve is fitted.
  public let pooled: GrowthSeries

  /// - Precondition: there is a series, and all or none have weights.
  /// - Throws: `GrowthDataError` where the observations make no series together.
  public init(name: String, series: [GrowthSeries]) throws(GrowthDataError) {
    precondition(!series.isEmpty, "a group has a series")
    precondition(
      series.allSatisfy { $0.weights.isEmpty == series[0].weights.isEmpty || $0.count == 0 },
      "all series have weights, or none has")
    self.name = name
    self.series = series
    let together = try GrowthSeries(
      name: name, times: series.flatMap { $0.times }, sizes: series.flatMap { $0.sizes },
      weights: series.flatMap { $0.weights }, origin: series.map { $0.origin }.min())
    // Wells of a group mostly have the same blank; then its error is one for all.
    pooled = together.with(offsetStandardError: series.map { $0.offsetStandardError }.max() ?? 0)
  }
}
