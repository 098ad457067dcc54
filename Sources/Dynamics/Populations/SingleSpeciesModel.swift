/// A model of one population: the parts of a `PopulationModel` as plain functions of one size.
public protocol SingleSpeciesModel: PopulationModel {
  /// dN/dt.
  func rate(of size: Double, at time: Double, _ p: Span<Double>) -> Double

  /// ∂f/∂N.
  func slope(of size: Double, at time: Double, _ p: Span<Double>) -> Double

  /// Writes ∂f/∂pⱼ.
  func parameterSlopes(
    of size: Double, at time: Double, _ p: Span<Double>, into slopes: inout MutableSpan<Double>)

  /// ∂f/∂t; by default 0.
  func timeSlope(of size: Double, at time: Double, _ p: Span<Double>) -> Double

  /// The sizes that do not change, ascending, none negative.
  func steadySizes(_ p: [Double]) -> [Double]
}

extension SingleSpeciesModel {
  public var initialSizes: [PopulationParameter] { [initialSize] }

  public func timeSlope(of size: Double, at time: Double, _ p: Span<Double>) -> Double { 0 }

  public func rates(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into rates: inout MutableSpan<Double>
  ) {
    rates[0] = rate(of: sizes[0], at: time, p)
  }

  public func sizeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>
  ) {
    matrix[0] = slope(of: sizes[0], at: time, p)
  }

  public func parameterSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into matrix: inout MutableSpan<Double>
  ) {
    parameterSlopes(of: sizes[0], at: time, p, into: &matrix)
  }

  public func timeSlopes(
    at time: Double, _ sizes: Span<Double>, _ p: Span<Double>,
    into slopes: inout MutableSpan<Double>
  ) {
    slopes[0] = timeSlope(of: sizes[0], at: time, p)
  }

  public func equilibriumSizes(_ p: [Double]) -> [[Double]] { steadySizes(p).map { [$0] } }

  /// dN/dt for parameters in an array.
  public func rate(of size: Double, at time: Double = 0, _ p: [Double]) -> Double {
    rate(of: size, at: time, p.span)
  }
}
