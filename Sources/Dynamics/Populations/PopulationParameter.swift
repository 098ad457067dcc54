/// A parameter of a population model, or an initial size: its symbol, what it means, and the values
/// it may take.
public struct PopulationParameter: Sendable, Hashable {
  /// What a parameter is measured in.
  public enum Dimension: String, Sendable {
    /// The unit of the sizes.
    case size
    /// The unit of the times.
    case time
    /// One over the unit of the times.
    case rate = "1/time"
    /// Sizes a unit of time.
    case absoluteRate = "size/time"
    /// Without a unit.
    case shape = "1"
  }

  /// The values that make sense.
  public enum Domain: Sendable, Hashable {
    /// Any number.
    case free
    case positive
    case notNegative
    /// Between two numbers, both excluded.
    case between(Double, Double)

    public func contains(_ value: Double) -> Bool {
      switch self {
      case .free: value.isFinite
      case .positive: value > 0 && value.isFinite
      case .notNegative: value >= 0 && value.isFinite
      case .between(let lower, let upper): value > lower && value < upper
      }
    }

    /// In words, such as "positive".
    public var description: String {
      switch self {
      case .free: "finite"
      case .positive: "positive"
      case .notNegative: "not negative"
      case .between(let lower, let upper): "between \(lower) and \(upper)"
      }
    }
  }

  /// As it stands in the formula, and as it is named in options and reports.
  public let symbol: String
  /// The field's term for it.
  public let meaning: String
  public let dimension: Dimension
  public let domain: Domain
  /// What a simulation takes when nothing is said.
  public let defaultValue: Double

  public init(
    _ symbol: String, _ meaning: String, _ dimension: Dimension, domain: Domain = .positive,
    default defaultValue: Double
  ) {
    self.symbol = symbol
    self.meaning = meaning
    self.dimension = dimension
    self.domain = domain
    self.defaultValue = defaultValue
  }
}
