/// An end of the values of a function of the parameters that are compatible with the data.
public enum ProfileLimit: Sendable, Hashable {
  /// The criterion rises to the level here.
  case reached(value: Double, parameters: [Double])
  /// However far the search went, to a value so far off that it might as well be infinite or to the
  /// edge of what is possible, the criterion stayed below the level: the data set no limit.
  case unbounded
  /// On the way a criterion below that of the fit was seen: the fit was not the global minimum.
  case betterFit(parameters: [Double])
  /// The constrained fits did not get there.
  case notFound

  /// Which end.
  public enum Side: Sendable, CaseIterable {
    case lower
    case upper

    var sign: Double { self == .upper ? 1 : -1 }
  }
}
