import Foundation
import TestSupport
import Testing

/// `--backtest` on the command line.
struct BacktestCommandTests {
  let command = Command("fit-growth")
  let census = "data/growth/us_census_1790_2020.csv"

  struct Result: Decodable {
    struct Fit: Decodable {
      var backtest: Backtest
    }
    struct Backtest: Decodable {
      struct Coverage: Decodable {
        var nominal: Double
        var observed: Double?
      }
      struct Forecast: Decodable {
        struct Limits: Decodable {
          var coverage: Double
          var lower: Double?
          var upper: Double?
        }
        var origin: Double
        var horizon: Int
        var time: Double
        var observed: Double
        var size: Double
        var limits: [Limits]
        var score: Double?
      }
      var coverages: [Coverage]
      var weightedIntervalScore: Double?
      var relativeScore: Double?
      var forecasts: [Forecast]
    }
    var fits: [Fit]
  }

  private func run(_ arguments: [String]) throws -> Result.Backtest {
    let outcome = try command.run(arguments + ["--format", "json"])
    #expect(outcome.status == 0)
    let result = try JSONDecoder().decode(Result.self, from: Data(outcome.output.utf8))
    return result.fits[0].backtest
  }

  /// The forecast of the last census from the one before is that of a fit to the shorter table.
  @Test func aForecastIsThatOfTheShorterTable() throws {
    let test = try run([census, "--backtest", "1"])
    #expect(test.forecasts.count == 1)
    let forecast = test.forecasts[0]
    #expect(forecast.origin == 2010 && forecast.time == 2020 && forecast.horizon == 1)
    let short = try FitGrowthResult.run([census, "--trim", ":2010"]).fits[0]
    let values = try ["L", "k", "x0"].map { try #require(short.parameter($0)?.estimate) }
    let size = values[0] / (1 + exp(-values[1] * (2020 - values[2])))
    #expect((forecast.size / size - 1).magnitude < 1e-9)
  }

  /// The score and the coverages again, from the limits in the file.
  @Test func scoresFollowFromTheLimits() throws {
    let test = try run([census, "--backtest", "4"])
    #expect(test.forecasts.count == 4 + 3 + 2 + 1)
    #expect(test.coverages.map { $0.nominal } == [0.5, 0.8, 0.95])
    for (index, coverage) in test.coverages.enumerated() {
      let inside = test.forecasts.count {
        $0.limits[index].lower! <= $0.observed && $0.observed <= $0.limits[index].upper!
      }
      #expect(coverage.observed == Double(inside) / 10)
    }
    var total = 0.0
    for forecast in test.forecasts {
      var score = (forecast.observed - forecast.size).magnitude / 2
      for limits in forecast.limits {
        let alpha = 1 - limits.coverage
        score += alpha / 2 * (limits.upper! - limits.lower!)
        score += max(0, limits.lower! - forecast.observed, forecast.observed - limits.upper!)
      }
      score /= 3.5
      #expect((try #require(forecast.score) / score - 1).magnitude < 1e-12)
      total += score
    }
    #expect((try #require(test.weightedIntervalScore) / (total / 10) - 1).magnitude < 1e-12)
  }

  @Test func everyFormShowsIt() throws {
    let table = try command.run([census, "--size", "population", "--backtest", "4"])
    #expect(table.output.contains("back-test: 10 forecasts from 4 times"))
    #expect(table.output.contains("mean weighted interval score"))
    let csv = try command.run([census, "--backtest", "4", "--format", "csv"]).output
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(lines[0].firstIndex(of: "forecasts"))
    #expect(lines[1][column] == "10")
    #expect(lines[0].suffix(2) == ["weighted_interval_score", "relative_score"])
    let many = try command.run([
      "data/growth/covid19_confirmed_8_countries_2020.csv", "--backtest", "2", "--intervals",
      "wald",
    ])
    #expect(many.output.contains("score/naive"))
  }

  @Test func aNumberIsNeeded() throws {
    let outcome = try command.run([census, "--backtest", "0"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--backtest takes a number from 1 up"))
  }
}
