/// A growth model whose slopes and sizes come from the same work: it writes both at once, and the
/// slopes alone are what is left of that.
///
/// A model of this kind must have a `sizesAndGradient` of its own; the default of `GrowthModel` calls
/// `gradient`, which here calls it back.
public protocol JointGrowthModel: GrowthModel {}

extension JointGrowthModel {
  public func gradient(
    at times: Span<Double>, _ p: Span<Double>, into columns: inout MutableSpan<Double>
  ) {
    var sizes = [Double](repeating: 0, count: times.count)
    var span = sizes.mutableSpan
    sizesAndGradient(at: times, p, into: &span, columns: &columns)
  }
}
