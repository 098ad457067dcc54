/// A system with one of its components, x, in the role of the time: dyᵢ/dx = fᵢ/fₓ, dt/dx = 1/fₓ.
/// The time stands in the place of x.
///
/// Source: M. Hénon (1982), Physica D 5:412–414.
struct AlongComponent<Base: OrdinaryDifferentialEquation>: OrdinaryDifferentialEquation {
  let base: Base
  let component: Int

  var dimension: Int { base.dimension }

  func rates(at x: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
    var original = (0..<state.count).map { state[$0] }
    original[component] = x
    base.rates(at: state[component], original.span, into: &rates)
    let speed = rates[component]
    for i in 0..<state.count { rates[i] /= speed }
    rates[component] = 1 / speed
  }

  func jacobian(
    at x: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
    timeSlopes: inout MutableSpan<Double>
  ) {
    preconditionFailure("a crossing is followed by the explicit method alone")
  }
}
