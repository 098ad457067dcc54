/// What a harvest takes from a population, and what could be taken for ever.
public struct Harvest: Sendable, Hashable {
  public enum Kind: String, Sendable {
    /// A number of individuals a unit of time, H.
    case constant
    /// A share of the population a unit of time, E.
    case proportional
  }

  /// What becomes of a population of which this is taken.
  public enum Outcome: String, Sendable {
    /// It approaches a positive size.
    case sustained
    /// It dies out from the initial size, though a larger population would bear the harvest.
    case startTooSmall = "start-too-small"
    /// It dies out from any size.
    case extinction
  }

  public let kind: Kind
  /// The greatest yield a unit of time that can be taken for ever: rK/4.
  public let maximumSustainableYield: Double
  /// The size at which it is taken: K/2.
  public let sizeAtMaximum: Double
  /// H or E.
  public let taken: Double
  /// The H or E that takes the maximum.
  public let atMaximum: Double
  /// The positive sizes that do not change: none, one, or the threshold and the size approached.
  private let positive: [Double]

  init(
    kind: Kind, maximumSustainableYield: Double, sizeAtMaximum: Double, taken: Double,
    atMaximum: Double, equilibria: [Double]
  ) {
    self.kind = kind
    self.maximumSustainableYield = maximumSustainableYield
    self.sizeAtMaximum = sizeAtMaximum
    self.taken = taken
    self.atMaximum = atMaximum
    positive = equilibria.filter { $0 > 0 }
  }

  /// Whether more is taken, H or E, than at the maximum sustainable yield. A constant harvest then
  /// exterminates the population; a proportional one yields less than it could.
  public var exceedsMaximum: Bool { taken > atMaximum }

  /// The size approached, if the population does not die out.
  public var sustainedSize: Double? { positive.last }

  /// What is taken a unit of time at that size; `nil` where there is none.
  public var sustainedYield: Double? {
    sustainedSize.map { kind == .constant ? taken : taken * $0 }
  }

  /// What becomes of a population of some size.
  public func outcome(from initial: Double) -> Outcome {
    guard let threshold = positive.first else { return .extinction }
    // At exactly the maximum the two equilibria of a constant harvest are one, approached from
    // above alone.
    let isSustained =
      switch kind {
      case .constant where taken > 0: initial >= threshold
      case .constant where taken < 0: true
      default: initial > 0
      }
    return isSustained ? .sustained : .startTooSmall
  }
}
