import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import TestSupport
import Testing

struct ReplicateTests {
  static let times = (0...30).map { Double($0) / 2 }

  /// Wells of groups: capacity and rate by group, each well with its own deviation of the rate.
  static func groups(
    rates: [Double], wells: Int, between: Double, seed: UInt32
  ) throws -> [ReplicateGroup] {
    var stream = RandomStream(seed: seed)
    return try rates.enumerated().map { index, rate in
      let series = try (0..<wells).map { well in
        let own = rate * (1 + stream.normal(standardDeviation: between))
        let curve = Logistic().sizes(at: times, [1.2, own, 7])
        return try GrowthSeries(
          name: "\(index)/\(well)", times: times,
          sizes: curve.map { $0 + stream.normal(standardDeviation: 0.01) })
      }
      return try ReplicateGroup(name: "\(index)", series: series)
    }
  }

  @Test func theDifferenceIsFoundWhereItIs() throws {
    let groups = try Self.groups(rates: [0.7, 0.8], wells: 3, between: 0, seed: 1)
    let analysis = ReplicateAnalysis(groups, model: Logistic())
    #expect(!analysis.replicatesDisagree)
    #expect(analysis.tests.map { $0.parameter.symbol } == ["L", "k", "x0"])
    let (capacity, rate) = (analysis.tests[0], analysis.tests[1])
    #expect(try #require(rate.byCurvesAdjusted) < 1e-6)
    #expect(try #require(rate.byReplicatesAdjusted) < 0.05)
    #expect(try #require(capacity.byCurvesAdjusted) > 0.05)
    #expect((try #require(rate.shared) - 0.75).magnitude < 0.02)
  }

  /// Where the null hypothesis holds, 5 % of p-values lie below 0.05.
  @Test func levelOfTheTests() throws {
    var byCurves = 0
    var byReplicates = 0
    var agreement = 0
    let runs = 400
    for seed in 0..<runs {
      let groups = try Self.groups(
        rates: [0.7, 0.7, 0.7], wells: 2, between: 0, seed: UInt32(seed))
      let analysis = ReplicateAnalysis(groups, model: Logistic())
      let rate = analysis.tests[1]
      if try #require(rate.byCurves).pValue < 0.05 { byCurves += 1 }
      if try #require(rate.byReplicates).pValue < 0.05 { byReplicates += 1 }
      if try #require(analysis.groups[0].agreement).pValue < 0.05 { agreement += 1 }
    }
    // 20 expected, standard deviation 4.4.
    #expect((7...35).contains(byCurves))
    #expect((7...35).contains(byReplicates))
    #expect((7...35).contains(agreement))
  }

  /// Wells that differ among themselves: the test by curves takes their differences for those of the
  /// groups; the test by replicates does not, and the analysis says that the wells disagree.
  @Test func differingReplicates() throws {
    var byReplicates = 0
    var byCurves = 0
    let runs = 200
    for seed in 0..<runs {
      let groups = try Self.groups(
        rates: [0.7, 0.7], wells: 4, between: 0.1, seed: UInt32(1000 + seed))
      let analysis = ReplicateAnalysis(groups, model: Logistic())
      #expect(analysis.replicatesDisagree)
      if try #require(analysis.tests[1].byReplicates).pValue < 0.05 { byReplicates += 1 }
      if try #require(analysis.tests[1].byCurves).pValue < 0.05 { byCurves += 1 }
    }
    #expect(byReplicates < 25)
    #expect(byCurves > 80)
  }

  @Test func sharedFitIsTheJointMinimum() throws {
    let groups = try Self.groups(rates: [0.6, 0.9], wells: 2, between: 0, seed: 5)
    let analysis = ReplicateAnalysis(groups, model: Logistic())
    let test = analysis.tests[1]
    let shared = try #require(test.shared)
    // Around the common value no other does better: the criterion written anew.
    func squares(_ k: Double) throws -> Double {
      try analysis.groups.reduce(0) { sum, group in
        var options = GrowthFitOptions()
        options.domains["k"] = .fixed(k)
        let fit = GrowthFitter().fit(Logistic(), to: group.pooled.series, options: options)
        return sum + (try #require(fit.statistics).residualSumOfSquares)
      }
    }
    let least = try squares(shared)
    for step in [-1e-2, -1e-3, 1e-3, 1e-2] { #expect(try squares(shared + step) > least) }
    let apart = analysis.groups.reduce(0) { $0 + $1.pooled.statistics!.residualSumOfSquares }
    let degrees = 4 * Self.times.count - 6
    let statistic = (least - apart) / (apart / Double(degrees))
    #expect((try #require(test.byCurves).statistic / statistic - 1).magnitude < 1e-6)
    #expect(test.byCurves?.denominatorDegreesOfFreedom == degrees)
  }
}
