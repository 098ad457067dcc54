/// A system of first-order differential equations, `dy/dt = f(t, y)`.
///
/// A new system supplies its dimension n, its rates and their Jacobian. Rates that are not finite
/// say that the system has no value there: a solver then tries a smaller step, and ends before such
/// a place when there is no way around it.
public protocol OrdinaryDifferentialEquation {
  /// The number of components of the state, n.
  var dimension: Int { get }

  /// Writes the n rates dyᵢ/dt at a time and a state.
  func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>)

  /// Writes ∂fᵢ/∂yⱼ, row by row (n × n), and ∂fᵢ/∂t (n).
  ///
  /// Used where the system is stiff, and to notice that it is.
  func jacobian(
    at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
    timeSlopes: inout MutableSpan<Double>)
}
