/// An integration under way.
struct Integration<Equation: OrdinaryDifferentialEquation> {
  let equation: Equation
  let solver: ODESolver
  let scales: [Double]
  let watched: Int?
  var time: Double
  var state: [Double]
  var steps = 0
  /// Steps by their cost.
  private var work = 0
  var stiffFrom: Double?

  init(
    equation: Equation, solver: ODESolver, scales: [Double], watched: Int?, time: Double,
    state: [Double]
  ) {
    self.equation = equation
    self.solver = solver
    self.scales = scales
    self.watched = watched
    self.time = time
    self.state = state
  }

  mutating func run(through times: [Double]) -> ODESolution {
    var states = [Double](repeating: .nan, count: times.count * state.count)
    var end = ODESolution.End.complete
    if let last = times.last {
      end = follow(times, to: last, into: &states)
    }
    return ODESolution(
      states: states, end: end, lastState: state, steps: steps, stiffFrom: stiffFrom)
  }

  private mutating func follow(
    _ times: [Double], to last: Double, into states: inout [Double]
  ) -> ODESolution.End {
    if let watched, state[watched] <= 0 { return .zero(time: time) }
    guard var width = firstWidth(toward: last) else { return .undefined(time: time) }
    var stepper = Stepper(.explicit, equation, scales: scales, solver.tolerance)
    for (index, target) in times.enumerated() {
      while time != target {
        guard work < solver.maximumSteps else { return .stepLimit(time: time) }
        let before = (time: time, state: state)
        guard
          case .advanced = stepper.step(from: &time, toward: target, width: &width, &state)
        else { return hasGrownAway ? .diverged(time: time) : .undefined(time: time) }
        steps += 1
        work += stiffFrom == nil ? 1 : ODESolver.implicitStepCost
        if let watched, state[watched] <= 0 { return cross(watched, before) }
        if stiffFrom == nil, steps % Self.stiffnessInterval == 0, isStiff(width, last) {
          stiffFrom = time
          stepper = Stepper(.implicit, equation, scales: scales, solver.tolerance)
        }
      }
      for (j, value) in state.enumerated() { states[index * state.count + j] = value }
    }
    return .complete
  }

  /// A step over which the state changes by about a hundredth (Hairer, Nørsett and Wanner 1993,
  /// section II.4, the first guess); `nil` when the rates have no value.
  private func firstWidth(toward last: Double) -> Double? {
    var rates = [Double](repeating: .nan, count: state.count)
    var span = rates.mutableSpan
    equation.rates(at: time, state.span, into: &span)
    guard rates.allSatisfy({ $0.isFinite }) else { return nil }
    var speed = 0.0
    for i in rates.indices {
      speed = max(speed, rates[i].magnitude / max(scales[i], state[i].magnitude))
    }
    let whole = last - time
    let width = speed > 0 ? min(0.01 / speed, whole.magnitude) : whole.magnitude
    return whole < 0 ? -width : width
  }

  /// How often stiffness is looked for: often enough to save most of the steps, seldom enough to
  /// cost nothing.
  private static var stiffnessInterval: Int { 64 }

  /// An explicit method is held back by stability, not by accuracy, where its width comes near to
  /// the time in which deviations decay; accuracy alone keeps the width well below it.
  /// Fewer than a thousand steps to go cost less than the change.
  private func isStiff(_ width: Double, _ last: Double) -> Bool {
    guard (last - time).magnitude > 1_000 * width.magnitude else { return false }
    let n = state.count
    var matrix = [Double](repeating: 0, count: n * n)
    var timeSlopes = [Double](repeating: 0, count: n)
    var matrixSpan = matrix.mutableSpan
    var timeSpan = timeSlopes.mutableSpan
    equation.jacobian(at: time, state.span, into: &matrixSpan, timeSlopes: &timeSpan)
    return (0..<n).contains { width * matrix[$0 * n + $0] < -1 }
  }

  /// Whether the state is far larger than it was at the start.
  private var hasGrownAway: Bool {
    zip(state, scales).contains { $0.magnitude > 1e6 * $1 }
  }

  /// The last step went past zero: from before it the component itself is the independent variable,
  /// and the time one of the unknowns.
  private mutating func cross(
    _ component: Int, _ before: (time: Double, state: [Double])
  ) -> ODESolution.End {
    let level = before.state[component]
    let along = AlongComponent(base: equation, component: component)
    var unknowns = before.state
    unknowns[component] = before.time
    var scales = scales
    scales[component] = (time - before.time).magnitude
    var stepper = Stepper(.explicit, along, scales: scales, solver.tolerance)
    var position = level
    var width = -level
    while position != 0 {
      steps += 1
      guard case .advanced = stepper.step(from: &position, toward: 0, width: &width, &unknowns)
      else { break }
    }
    time = unknowns[component]
    state = unknowns
    state[component] = 0
    return .zero(time: time)
  }
}
