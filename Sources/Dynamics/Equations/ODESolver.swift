/// Solves initial value problems with GSL's adaptive methods.
///
/// The explicit Runge–Kutta method of order 8 of Prince and Dormand leads; where the equation is
/// stiff, the implicit extrapolation method of Bader and Deuflhard takes over. Results depend on
/// nothing but the arguments.
///
/// ```swift
/// let solution = ODESolver().solve(Decay(), from: 0, [1], at: [1, 2, 5])
/// ```
public struct ODESolver: Sendable, Hashable {
  public var tolerance: ODETolerance
  /// Accepted steps after which an integration ends. A step of the implicit method counts as ten:
  /// it costs at least as many explicit ones.
  public var maximumSteps: Int

  static var implicitStepCost: Int { 10 }

  public init(tolerance: ODETolerance = ODETolerance(), maximumSteps: Int = 1_000_000) {
    precondition(maximumSteps > 0, "at least one step is needed")
    self.tolerance = tolerance
    self.maximumSteps = maximumSteps
  }

  /// The solution at some times.
  ///
  /// - Parameters:
  ///   - start: where the state is `state`.
  ///   - times: all at or after `start` and ascending, or all at or before it and descending.
  ///   - scales: the size of each component, the unit of the absolute tolerance; by default its
  ///     magnitude at the start (of a component that is 0, the largest of the others).
  ///   - component: a component that is not negative; the integration ends where it reaches 0, and
  ///     that time is found as precisely as the solution itself (Hénon 1982).
  public func solve(
    _ equation: some OrdinaryDifferentialEquation, from start: Double, _ state: [Double],
    at times: [Double], scales: [Double]? = nil, untilZeroOf component: Int? = nil
  ) -> ODESolution {
    precondition(state.count == equation.dimension, "one number a component")
    precondition(component.map { state.indices.contains($0) } ?? true, "no such component")
    let path = [start] + times
    let isForward = zip(path, times).allSatisfy { $0 <= $1 }
    precondition(
      isForward || zip(path, times).allSatisfy { $0 >= $1 }, "times go one way from the start")
    let largest = state.reduce(0) { max($0, $1.magnitude) }
    let scales =
      scales ?? state.map { $0 != 0 ? $0.magnitude : largest > 0 ? largest : 1 }
    precondition(
      scales.count == state.count && scales.allSatisfy { $0 > 0 && $0.isFinite },
      "one positive scale a component")
    var integration = Integration(
      equation: equation, solver: self, scales: scales, watched: component, time: start,
      state: state)
    return integration.run(through: times)
  }
}
