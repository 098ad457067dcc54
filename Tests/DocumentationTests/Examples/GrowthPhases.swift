import GrowthCurves
import Testing

/// The example of the page Lag and phases.
struct GrowthPhases {
  @Test func phases() throws {
    let times = (0..<60).map { Double($0) }
    let sizes = LogisticSum(phases: 2).sizes(at: times, [3, 12, 12, 2, 10, 42])
    let series = try GrowthSeries(times: times, sizes: sizes)

    let choice = GrowthFitter().choosePhases(of: series)
    print(choice.phases, choice.criteria)
    for phase in choice.fit.fisherPry {
      print(phase.phase, phase.time(of: 0.1), phase.time(of: 0.9))
    }
    // The first takes twelve from 10 % to 90 %, the second ten.
    #expect(choice.phases == 2)
    let spans = choice.fit.fisherPry.map { $0.time(of: 0.9) - $0.time(of: 0.1) }
    #expect((spans[0] - 12).magnitude < 1e-6 && (spans[1] - 10).magnitude < 1e-6)
  }
}
