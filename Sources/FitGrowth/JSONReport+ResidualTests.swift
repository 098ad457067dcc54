import CommandSupport
import GrowthCurves
import Statistics

extension JSONReport {
  struct RunsTest: Encodable, Sendable {
    var runs: Int
    var expectedRuns: Double
    var p: Double
    let alternative = "fewer-runs"
  }

  struct DurbinWatson: Encodable, Sendable {
    var statistic: Double
    var p: Double
    let alternative = "positive-autocorrelation"
  }

  struct ShapiroWilk: Encodable, Sendable {
    var statistic: Double
    var p: Double
  }
}

extension JSONReport.Statistics {
  mutating func add(_ tests: ResidualTests?) {
    runsTest = tests?.runs.map {
      JSONReport.RunsTest(runs: $0.runs, expectedRuns: $0.expectedRuns, p: $0.lowerTail)
    }
    durbinWatson = tests?.durbinWatson.map {
      JSONReport.DurbinWatson(statistic: $0.statistic, p: $0.lowerTail)
    }
    shapiroWilk = tests?.shapiroWilk.map {
      JSONReport.ShapiroWilk(statistic: $0.statistic, p: $0.p)
    }
  }
}
