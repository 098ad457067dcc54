/// Quantiles of samples, by the rule that R and NumPy use when nothing is said (type 7 of Hyndman and
/// Fan 1996): linear between the order statistics, with the least value at 0 and the greatest at 1.
public enum SampleQuantile {
  /// The value below which a share of the sample lies; NaN when one of the values is NaN.
  ///
  /// - Precondition: there is a value, and `share` lies between 0 and 1.
  public static func value(_ share: Double, of values: [Double]) -> Double {
    values.contains { $0.isNaN } ? .nan : value(share, ofSorted: values.sorted())
  }

  /// The same of a sample in ascending order.
  ///
  /// - Precondition: there is a value, and `share` lies between 0 and 1.
  public static func value(_ share: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty, "an empty sample has no quantile")
    precondition((0...1).contains(share), "a share lies between 0 and 1, not \(share)")
    let position = share * Double(sorted.count - 1)
    let below = Int(position)
    guard below < sorted.count - 1 else { return sorted[sorted.count - 1] }
    let fraction = position - Double(below)
    guard fraction > 0, sorted[below] != sorted[below + 1] else { return sorted[below] }
    return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
  }

  /// The middle value, or the mean of the two middle ones.
  ///
  /// - Precondition: there is a value.
  public static func median(_ values: [Double]) -> Double { value(0.5, of: values) }
}
