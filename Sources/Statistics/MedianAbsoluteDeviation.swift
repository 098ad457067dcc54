/// A scale that up to half of the values may spoil: the median of their distances from a centre,
///
///     s = 1.4826… · median |xᵢ − c|
///
/// where the factor 1/Φ⁻¹(3/4) makes s the standard deviation of normal values. It is 0 when more
/// than half of the values are equal to the centre, as happens with coarsely rounded data.
///
/// Source: F. R. Hampel (1974), J. Am. Stat. Assoc. 69:383–393, after Gauss (1816).
public enum MedianAbsoluteDeviation {
  /// 1/Φ⁻¹(3/4).
  public static let normalFactor = 1.482602218505602

  /// About c = 0: for residuals, whose centre is known.
  ///
  /// - Precondition: there is a value.
  public static func aboutZero(_ values: [Double]) -> Double {
    normalFactor * SampleQuantile.median(values.map { $0.magnitude })
  }

  /// About their own median.
  ///
  /// - Precondition: there is a value.
  public static func aboutMedian(_ values: [Double]) -> Double {
    let centre = SampleQuantile.median(values)
    return aboutZero(values.map { $0 - centre })
  }
}
