import Dynamics
import Foundation
import Testing

/// The solver against equations with a known solution.
struct ODESolverTests {
  /// An equation of functions.
  struct Equation: OrdinaryDifferentialEquation, Sendable {
    var dimension: Int
    var f: @Sendable (_ time: Double, _ state: [Double]) -> [Double]
    /// Row by row.
    var slopes: @Sendable (_ time: Double, _ state: [Double]) -> [Double]
    var timeSlopes: @Sendable (_ time: Double, _ state: [Double]) -> [Double]

    init(
      _ dimension: Int, _ f: @escaping @Sendable (Double, [Double]) -> [Double],
      slopes: @escaping @Sendable (Double, [Double]) -> [Double],
      timeSlopes: (@Sendable (Double, [Double]) -> [Double])? = nil
    ) {
      self.dimension = dimension
      self.f = f
      self.slopes = slopes
      self.timeSlopes = timeSlopes ?? { _, _ in [Double](repeating: 0, count: dimension) }
    }

    func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
      let values = f(time, (0..<dimension).map { state[$0] })
      for i in 0..<dimension { rates[i] = values[i] }
    }

    func jacobian(
      at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
      timeSlopes: inout MutableSpan<Double>
    ) {
      let state = (0..<dimension).map { state[$0] }
      let (slopes, times) = (slopes(time, state), self.timeSlopes(time, state))
      for i in slopes.indices { matrix[i] = slopes[i] }
      for i in times.indices { timeSlopes[i] = times[i] }
    }
  }

  static let growth = Equation(1, { _, y in [y[0]] }, slopes: { _, _ in [1] })
  static let oscillator = Equation(
    2, { _, y in [y[1], -y[0]] }, slopes: { _, _ in [0, 1, -1, 0] })

  @Test("Exponential growth and decay, forwards and backwards", arguments: [1.0, -1])
  func exponential(_ direction: Double) {
    let times = (1...20).map { direction * Double($0) / 2 }
    let solution = ODESolver().solve(Self.growth, from: 0, [3], at: times)
    #expect(solution.end == .complete)
    for (time, y) in zip(times, solution.states) {
      // Relative to the larger of the size now and at the start.
      let exact = 3 * exp(time)
      #expect((y - exact).magnitude <= 1e-11 * max(exact, 3), "\(time)")
    }
  }

  @Test("A circle closes after a turn")
  func circle() {
    let turns = (1...10).map { 2 * Double.pi * Double($0) }
    let solution = ODESolver().solve(Self.oscillator, from: 0, [1, 0], at: turns)
    for turn in 0..<10 {
      #expect((solution.states[2 * turn] - 1).magnitude <= 1e-10)
      #expect(solution.states[2 * turn + 1].magnitude <= 1e-10)
    }
  }

  @Test("The error falls with the tolerance")
  func tolerance() {
    var last = Double.infinity
    for tolerance in [1e-4, 1e-7, 1e-10] {
      let solver = ODESolver(tolerance: ODETolerance(absolute: tolerance, relative: tolerance))
      let y = solver.solve(Self.oscillator, from: 0, [1, 0], at: [10]).states[0]
      let error = (y - cos(10)).magnitude
      #expect(error <= 100 * tolerance)
      #expect(error < last)
      last = error
    }
  }

  @Test("Times may repeat, and the start may be among them")
  func repeated() {
    let solution = ODESolver().solve(Self.growth, from: 1, [2], at: [1, 1, 3, 3])
    #expect(solution.states[0] == 2)
    #expect(solution.states[1] == 2)
    #expect(solution.states[2] == solution.states[3])
    #expect((solution.states[2] / (2 * exp(2)) - 1).magnitude <= 1e-11)
    #expect(ODESolver().solve(Self.growth, from: 1, [2], at: []).end == .complete)
  }

  @Test("A stiff equation is handed to the implicit method", arguments: [1e3, 1e6, 1e9])
  func stiff(_ rate: Double) throws {
    // y = cos t draws every solution to itself at the given rate (Prothero and Robinson 1974).
    let equation = Equation(
      1, { t, y in [-rate * (y[0] - cos(t)) - sin(t)] }, slopes: { _, _ in [-rate] },
      timeSlopes: { t, _ in [-rate * sin(t) - cos(t)] })
    let times = (1...20).map { Double($0) }
    let solution = ODESolver(maximumSteps: 50_000).solve(equation, from: 0, [2], at: times)
    #expect(solution.end == .complete)
    let switched = try #require(solution.stiffFrom)
    #expect(switched < 1)
    for (time, y) in zip(times, solution.states) {
      #expect((y - cos(time)).magnitude <= 1e-9, "\(time)")
    }
    // An explicit method would need a step for every two or three decay times.
    #expect(Double(solution.steps) < rate * 20 / 5)
  }

  @Test("What is not stiff stays with the explicit method")
  func notStiff() {
    let solution = ODESolver().solve(Self.oscillator, from: 0, [1, 0], at: [1000])
    #expect(solution.stiffFrom == nil)
    #expect((solution.states[0] - cos(1000)).magnitude <= 1e-8)
  }

  @Test("Before a pole the solution ends with its time")
  func pole() throws {
    // y' = y², y = 1/(2 − t).
    let equation = Equation(1, { _, y in [y[0] * y[0]] }, slopes: { _, y in [2 * y[0]] })
    let solution = ODESolver().solve(equation, from: 0, [0.5], at: [1, 1.9, 2.1, 3])
    guard case .diverged(let time) = solution.end else {
      Issue.record("\(solution.end)")
      return
    }
    #expect((time - 2).magnitude <= 1e-6)
    #expect((solution.states[1] / 10 - 1).magnitude <= 1e-10)
    #expect(solution.states[2].isNaN && solution.states[3].isNaN)
  }

  @Test("Where the rates have no value the solution ends")
  func undefined() {
    // y' = 1/(2√(1 − t)), y = 1 − √(1 − t): finite at t = 1, and no further.
    let equation = Equation(
      1, { t, _ in [0.5 / (1 - t).squareRoot()] }, slopes: { _, _ in [0] },
      timeSlopes: { t, _ in [0.25 * pow(1 - t, -1.5)] })
    let solution = ODESolver().solve(equation, from: 0, [0], at: [0.75, 2])
    guard case .undefined(let time) = solution.end else {
      Issue.record("\(solution.end)")
      return
    }
    #expect((time - 1).magnitude <= 1e-6)
    #expect((solution.states[0] - 0.5).magnitude <= 1e-11)
    #expect(solution.states[1].isNaN)
    let nowhere = Equation(1, { _, _ in [.nan] }, slopes: { _, _ in [0] })
    #expect(ODESolver().solve(nowhere, from: 3, [1], at: [4]).end == .undefined(time: 3))
  }

  @Test("The limit on steps is kept")
  func stepLimit() {
    let solver = ODESolver(maximumSteps: 40)
    let solution = solver.solve(Self.oscillator, from: 0, [1, 0], at: [1, 1e4])
    guard case .stepLimit(let time) = solution.end else {
      Issue.record("\(solution.end)")
      return
    }
    #expect(solution.steps == 40)
    #expect(time > 1 && time < 1e4)
    #expect((solution.states[0] - cos(1)).magnitude <= 1e-11)
    #expect(solution.states[2].isNaN)
  }

  @Test("The time of a zero is as precise as the solution")
  func zero() throws {
    // A stone from 20 m: h = 20 − 9.81t²/2, on the ground at √(40/9.81) with −√(2·9.81·20).
    let stone = Equation(2, { _, y in [y[1], -9.81] }, slopes: { _, _ in [0, 1, 0, 0] })
    let solution = ODESolver().solve(
      stone, from: 0, [20, 0], at: [1, 2, 3], scales: [20, 20], untilZeroOf: 0)
    guard case .zero(let time) = solution.end else {
      Issue.record("\(solution.end)")
      return
    }
    #expect((time / (40 / 9.81).squareRoot() - 1).magnitude <= 1e-12)
    #expect(solution.lastState[0] == 0)
    #expect((solution.lastState[1] / -(2 * 9.81 * 20).squareRoot() - 1).magnitude <= 1e-12)
    #expect((solution.states[0] - (20 - 9.81 / 2)).magnitude <= 1e-11)
    #expect(solution.states[4].isNaN && solution.states[5].isNaN)
    // At the start already.
    let there = ODESolver().solve(stone, from: 5, [0, -1], at: [6], untilZeroOf: 0)
    #expect(there.end == .zero(time: 5))
  }

  @Test("Units of state and time change nothing but the numbers")
  func scaleInvariance() {
    let plain = ODESolver().solve(Self.oscillator, from: 0, [1, 0.5], at: [1, 7])
    let slow = Equation(
      2, { _, y in [y[1] / 1024, -y[0] / 1024] }, slopes: { _, _ in [0, 0x1p-10, -0x1p-10, 0] })
    let scaled = ODESolver().solve(slow, from: 0, [0x1p40, 0x1p39], at: [1024, 7 * 1024])
    #expect(scaled.states == plain.states.map { $0 * 0x1p40 })
    #expect(scaled.steps == plain.steps)
  }
}
