public import LeastSquares

/// A parameter of a growth model: its symbol, what it means, and the values it may take.
public struct GrowthParameter: Sendable, Hashable {
  /// What a parameter is measured in; with it a report can print units, and a fit can scale.
  public enum Dimension: String, Sendable {
    /// The unit of the sizes.
    case size
    /// The unit of the times.
    case time
    /// One over the unit of the times.
    case rate = "1/time"
    /// The unit of the sizes over that of the times.
    case absoluteRate = "size/time"
    /// Without a unit.
    case shape = "1"
  }

  /// As it stands in the formula, and as it is named in options and reports.
  public let symbol: String
  /// The field's term for it.
  public let meaning: String
  public let dimension: Dimension
  public let domain: ParameterDomain

  public init(
    _ symbol: String, _ meaning: String, _ dimension: Dimension, domain: ParameterDomain = .free
  ) {
    self.symbol = symbol
    self.meaning = meaning
    self.dimension = dimension
    self.domain = domain
  }
}
