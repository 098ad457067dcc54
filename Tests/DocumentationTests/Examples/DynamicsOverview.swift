import Dynamics
import Foundation
import Testing

/// The examples of the overview of Dynamics.
struct DynamicsOverview {
  @Test func populations() throws {
    let fishery = ConstantHarvestPopulation()
    let parameters = [0.5, 1_000.0, 110.0]
    let path = fishery.trajectory(parameters, from: [600], at: [0, 5, 10, 20, 40])
    print(path.sizes[0])
    // Above the lower of the roots of rN(1 − N/K) = H the population lives on the upper one.
    let root = 500 + (250_000 - 220_000.0).squareRoot()
    #expect((path.sizes[0][4] / root - 1).magnitude < 0.01)

    if let harvest = fishery.harvest(parameters) {
      print("maximum sustainable yield", harvest.maximumSustainableYield)
      print("from 600:", harvest.outcome(from: 600), "from 200:", harvest.outcome(from: 200))
    }
    #expect(fishery.harvest(parameters)?.maximumSustainableYield == 125)

    let colony = try BirthDeathProcess(birthRate: 1, deathRate: 0.6, capacity: 50)
    let colonies = colony.replicates(200, from: 3, at: [10, 20], seed: 7, threads: 2)
    #expect(colonies.count == 200)
  }

  struct Decay: OrdinaryDifferentialEquation {
    let dimension = 1
    func rates(at time: Double, _ state: Span<Double>, into rates: inout MutableSpan<Double>) {
      rates[0] = -0.5 * state[0]
    }
    func jacobian(
      at time: Double, _ state: Span<Double>, into matrix: inout MutableSpan<Double>,
      timeSlopes: inout MutableSpan<Double>
    ) {
      matrix[0] = -0.5
      timeSlopes[0] = 0
    }
  }

  @Test func equation() {
    let solution = ODESolver().solve(Decay(), from: 0, [1], at: [1, 2, 5])
    #expect((solution.states[2] / exp(-2.5) - 1).magnitude < 1e-10)
  }
}
