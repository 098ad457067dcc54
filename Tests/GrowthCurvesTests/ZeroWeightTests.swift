import GrowthCurves
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An observation of weight 0 is as if it had not been made.
struct ZeroWeightTests {
  private let times = (0...20).map { Double($0) }
  private var sizes: [Double] {
    times.enumerated().map { i, t in
      4 / (1 + exp(-0.8 * (t - 10))) + 0.01 * Double(7 * i % 5)
    }
  }

  @Test("Parameters, verdicts and derived quantities are those of the shorter series")
  func sameAsShorter() throws {
    let weighted = try GrowthSeries(
      times: times, sizes: sizes, weights: times.map { $0 > 11 ? 0 : 1 })
    let shorter = try GrowthSeries(times: Array(times[...11]), sizes: Array(sizes[...11]))
    let first = GrowthFitter().fit(Logistic(), to: weighted)
    let second = GrowthFitter().fit(Logistic(), to: shorter)
    #expect(first.values == second.values)
    #expect(first.verdicts == second.verdicts)
    #expect(first.verdicts == [.plateauNotObserved])
    #expect(first.derivedQuantities() == second.derivedQuantities())
    #expect(first.statistics?.observations == 12)
  }

  @Test("An origin that is no number is refused")
  func badOrigin() {
    #expect(throws: GrowthDataError.self) {
      try GrowthSeries(times: [0, 1], sizes: [1, 2], origin: .nan)
    }
  }

  @Test("A population at its capacity stays there, however far back")
  func atCapacity() {
    #expect(Verhulst().size(at: -1000, [2, 2, 1]) == 2)
  }
}
