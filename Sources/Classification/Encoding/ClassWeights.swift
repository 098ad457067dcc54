/// What each row counts because of its class.
public enum ClassWeights: Sendable, Equatable {
  /// Every class counts the same in all: n/(K·nₖ) for a row of class k.
  case balanced
  /// As given; 1 for classes that are not named.
  case given([String: Double])

  /// The weight of a row of each class.
  ///
  /// - Parameter counts: the total weight of each class without this.
  /// - Throws: the name of a class that there is not.
  public func factors(
    classNames: [String], counts: [Double]
  ) throws(UnknownClass) -> [Double] {
    switch self {
    case .balanced:
      let total = counts.reduce(0, +)
      let present = Double(counts.count { $0 > 0 })
      return counts.map { $0 > 0 ? total / (present * $0) : 1 }
    case .given(let weights):
      for name in weights.keys.sorted() where !classNames.contains(name) {
        throw UnknownClass(name: name)
      }
      return classNames.map { weights[$0] ?? 1 }
    }
  }

  public struct UnknownClass: Error, Equatable {
    public let name: String
  }
}
