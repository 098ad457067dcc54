import Foundation
import GrowthCurves
import Testing

/// Phases as straight lines.
struct FisherPryTests {
  let times = (0...100).map { Double($0) }
  let sum = LogisticSum(phases: 2)
  let p = [4, 20, 30, 1, 8, 70.0]

  @Test("An exact sum lies on its lines")
  func lines() {
    let phases = sum.fisherPry(times: times, sizes: sum.sizes(at: times, p), p)
    #expect(phases.map { $0.phase } == [1, 2])
    for (phase, (width, midpoint)) in zip(phases, [(20.0, 30.0), (8, 70)]) {
      #expect(phase.midpoint == midpoint)
      #expect((phase.slope / (log(81) / width) - 1).magnitude < 1e-15)
      #expect(phase.line(at: midpoint) == 0)
      #expect(phase.times.count > 50)
      for (time, value) in zip(phase.times, phase.values) {
        let line = log(81) / width * (time - midpoint)
        #expect((phase.line(at: time) - line).magnitude < 1e-12)
        // What is left of a size beside 5 is no better than 10⁻¹⁵ of it.
        guard line.magnitude < 12 else { continue }
        #expect((value - line).magnitude < 1e-14 * exp(line.magnitude) + 1e-12)
      }
    }
  }

  @Test("F at or beyond 0 and 1 has no transform and is left out")
  func outside() {
    let sizes = [-0.1, 0, 1, 2, 4, 4.5]
    let own = LogisticSum(phases: 1)
    let phases = own.fisherPry(times: [0, 1, 2, 3, 4, 5], sizes: sizes, [4, 4, 2])
    #expect(phases.count == 1)
    #expect(phases[0].times == [2, 3])
    #expect((phases[0].values[0] - log(1.0 / 3)).magnitude < 1e-15)
    #expect(phases[0].values[1] == 0)
  }

  @Test("Δt is the time from 10 % to 90 %")
  func shares() {
    let phase = sum.fisherPry(times: [], sizes: [], p)[1]
    #expect((phase.time(of: 0.1) - 66).magnitude < 1e-13)
    #expect(phase.time(of: 0.5) == 70)
    #expect((phase.time(of: 0.9) - 74).magnitude < 1e-13)
    #expect(phase.times.isEmpty)
  }

  @Test("Fits of other models, and of nothing, have no phases")
  func others() throws {
    let series = try GrowthSeries(times: times, sizes: sum.sizes(at: times, p))
    #expect(GrowthFitter().fit(Logistic(), to: series).fisherPry.isEmpty)
    #expect(GrowthFitter().fit(sum, to: series).fisherPry.count == 2)
    let none = try GrowthSeries(times: [0, 1], sizes: [1, 2])
    #expect(GrowthFitter().fit(sum, to: none).fisherPry.isEmpty)
  }
}
