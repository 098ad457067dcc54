import Dynamics
import Foundation
import Statistics
import Testing

/// How competition ends, by the conditions and by simulation.
struct CompetitionOutcomeTests {
  @Test("The outcome that is stated is the one that is simulated")
  func simulated() {
    let model = CompetingPopulations()
    var stream = RandomStream(seed: 131)
    var counts: [CompetitionOutcome: Int] = [:]
    for _ in 0..<400 {
      let draw = PopulationDraw(model, &stream)
      let p = draw.parameters
      // Near a border it takes for ever.
      let margins = [1 - p[2] * p[4] / p[1], 1 - p[5] * p[1] / p[4]]
      guard margins.allSatisfy({ $0.magnitude > 0.05 }) else { continue }
      let outcome = CompetitionOutcome(p)
      counts[outcome, default: 0] += 1
      func last(_ initial: [Double]) -> [Double] {
        model.trajectory(p, from: initial, at: [1e4 / p[0]]).sizes.map { $0[0] }
      }
      // One of them rare, either way round.
      let first = last([p[1], 1e-3 * p[4]])
      let second = last([1e-3 * p[1], p[4]])
      let persists = [first, second].map { end in
        [end[0] > 1e-6 * p[1], end[1] > 1e-6 * p[4]]
      }
      switch outcome {
      case .coexistence: #expect(persists == [[true, true], [true, true]], "\(p)")
      case .species1Wins: #expect(persists == [[true, false], [true, false]], "\(p)")
      case .species2Wins: #expect(persists == [[false, true], [false, true]], "\(p)")
      case .dependsOnStart: #expect(persists == [[true, false], [false, true]], "\(p)")
      case .neutral: Issue.record("\(p)")
      }
    }
    for outcome in [
      CompetitionOutcome.coexistence, .species1Wins, .species2Wins, .dependsOnStart,
    ] {
      #expect(counts[outcome, default: 0] > 20)
    }
  }

  @Test("Stability of the equilibria agrees with the outcome")
  func equilibria() {
    let model = CompetingPopulations()
    func stabilities(_ a12: Double, _ a21: Double) -> [Equilibrium.Stability] {
      model.equilibria([0.5, 100, a12, 0.4, 100, a21]).map { $0.stability }
    }
    #expect(stabilities(0.5, 0.5) == [.unstable, .saddle, .saddle, .stable])
    #expect(stabilities(0.5, 1.5) == [.unstable, .stable, .saddle])
    #expect(stabilities(1.5, 0.5) == [.unstable, .saddle, .stable])
    #expect(stabilities(1.5, 1.5) == [.unstable, .stable, .stable, .saddle])
    #expect(CompetitionOutcome([0.5, 100, 1, 0.4, 100, 1]) == .neutral)
  }
}
