import Dynamics
import Testing

/// The examples of the differential equations.
struct Populations {
  /// Decay at the rate 2.
  private struct Decay: OrdinaryDifferentialEquation {
    var dimension: Int { 1 }

    func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
      rates[0] = -2 * state[0]
    }

    func jacobian(
      at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
      timeSlopes: inout MutableSpan<Double>
    ) {
      matrix[0] = -2
      timeSlopes[0] = 0
    }
  }

  @Test func solver() {
    let equation = Decay()
    let solution = ODESolver().solve(equation, from: 0, [1], at: [1, 2, 5])
    // e⁻², e⁻⁴ and e⁻¹⁰.
    let exact = [0.1353352832366127, 0.01831563888873418, 4.539992976248485e-05]
    for (size, value) in zip(solution.states, exact) {
      #expect((size / value - 1).magnitude < 1e-9)
    }
  }

  @Test func trajectory() throws {
    let model = ConstantHarvestPopulation()
    let trajectory = model.trajectory([0.5, 100, 15], from: [100], at: [0, 10, 20, 30])
    print(trajectory.sizes[0], trajectory.extinctionTime ?? .infinity)
    // N − 50 = −w·tan(wrt/K − arctan(50/w)) with w² = K(H/r − K/4), until N = 0.
    let end = try #require(trajectory.extinctionTime)
    #expect((end - 20.57).magnitude < 0.01)
    #expect(trajectory.sizes[0][0] == 100 && trajectory.sizes[0][3] == 0)
  }
}
