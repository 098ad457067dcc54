/// What is wrong with the numbers given to a model of population dynamics.
public enum DynamicsError: Error, Sendable, Hashable {
  /// A parameter or an initial size outside its domain.
  case outsideDomain(symbol: String, value: Double, domain: PopulationParameter.Domain)
  /// A number of individuals that is not whole or too large to count.
  case notACount(symbol: String, value: Double)
  /// Births that do not exceed deaths have no capacity.
  case noCapacity(birthRate: Double, deathRate: Double)
}

extension DynamicsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .outsideDomain(let symbol, let value, let domain):
      "\(symbol) is \(value), but must be \(domain.description)"
    case .notACount(let symbol, let value):
      "\(symbol) is \(value), but individuals are counted: a whole number up to 10^15"
    case .noCapacity(let birthRate, let deathRate):
      "with b = \(birthRate) and d = \(deathRate) births do not exceed deaths, and there is no "
        + "capacity to approach: b > d, or K = inf"
    }
  }
}
