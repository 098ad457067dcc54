/// exp on arrays, the kernel under everything else.
///
/// Range 0...∞; 0 at −∞, 1 at ±0, +∞ at +∞ and above 709.78; below 2^−1022 the values underflow
/// gradually; NaN gives NaN. Error below 1 ulp. The bits of a value depend on nothing but its x.
public enum Exponential {
  /// Writes exp(x) for each x to `y`, which has as many elements.
  public static func values(of x: Span<Double>, into y: inout MutableSpan<Double>) {
    values(of: x, into: &y, on: .best)
  }

  package static func values(
    of x: Span<Double>, into y: inout MutableSpan<Double>, on set: InstructionSet
  ) {
    ScoreKernels.exponentials(of: x, minus: 0, into: &y, on: set)
  }
}
