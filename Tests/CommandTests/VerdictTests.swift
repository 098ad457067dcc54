import Foundation
import TestSupport
import Testing

/// Data that cannot be fitted well still get an answer that says so, and exit code 0.
struct VerdictTests {
  private func fit(_ text: String, _ arguments: [String] = []) throws -> FitGrowthResult.Fit {
    let result = try FitGrowthResult.run(["-"] + arguments, input: text)
    return try #require(result.fits.first)
  }

  @Test("One row, two points: too few observations")
  func tooFew() throws {
    let one = try fit("t,y\n1,2\n")
    #expect(one.status == "not-fitted")
    #expect(one.verdicts == ["too-few-observations"])
    #expect(one.parameters.isEmpty)
    #expect(try fit("t,y\n1,2\n2,3\n").verdicts == ["too-few-observations"])
  }

  @Test("As many points as parameters: a curve without uncertainty")
  func noDegreesOfFreedom() throws {
    let three = try fit("t,y\n0,1\n5,5\n10,9\n")
    #expect(three.verdicts.contains("too-few-observations"))
    #expect(three.parameters.count == 3)
    #expect(three.parameters.allSatisfy { $0.estimate != nil && $0.standardError == nil })
  }

  @Test("Equal sizes: no growth")
  func equalSizes() throws {
    let flat = try fit("t,y\n1,5\n2,5\n3,5\n4,5\n5,5\n")
    #expect(flat.status == "not-fitted")
    #expect(flat.verdicts == ["no-growth"])
  }

  @Test("Equal times: too few different times")
  func equalTimes() throws {
    let still = try fit("t,y\n3,1\n3,2\n3,3\n3,4\n3,5\n")
    #expect(still.verdicts == ["too-few-observations"])
  }

  @Test("NaN everywhere: no observations")
  func allMissing() throws {
    let empty = try fit("t,y\n1,NaN\n2,NaN\n3,NaN\n")
    #expect(empty.status == "not-fitted")
    #expect(empty.verdicts == ["too-few-observations"])
  }

  @Test("Sizes near the largest double are fitted, and their overflowing squares are null")
  func enormousSizes() throws {
    let rows = (0..<20).map { i in
      let size = 1e308 / (1 + exp(-0.6 * (Double(i) - 9)))
      return "\(i),\(size * (1 + 0.01 * sin(Double(i * i))))"
    }
    let huge = try fit("t,y\n" + rows.joined(separator: "\n") + "\n")
    #expect(huge.status == "converged")
    let capacity = try #require(huge.parameter("L")?.estimate)
    #expect((capacity / 1e308 - 1).magnitude < 0.01)
    #expect(huge.statistics?.residualSumOfSquares == nil)
    #expect(huge.verdicts.contains("out-of-range"))
  }

  @Test("Sizes of 1e-300 lose no digit")
  func tinySizes() throws {
    func rows(_ scale: Double) -> String {
      "t,y\n"
        + (0..<20).map { i in
          let size = 1 / (1 + exp(-0.6 * (Double(i) - 9)))
          return "\(i),\(scale * size * (1 + 0.01 * sin(Double(i * i))))\n"
        }.joined()
    }
    // A power of two, so that the sizes have the same digits.
    let tiny = try fit(rows(0x1p-1000))
    let plain = try fit(rows(1))
    let ratio = try #require(tiny.parameter("L")?.estimate) / 0x1p-1000
    #expect(logRelativeError(ratio, try #require(plain.parameter("L")?.estimate), cap: 15) > 12)
    #expect(tiny.parameter("k")?.estimate == plain.parameter("k")?.estimate)
  }

  @Test("Growth that has not slowed down: the plateau was not observed")
  func exponentialPhase() throws {
    let rows = (0..<12).map { "\($0),\(0.01 * exp(0.4 * Double($0)) + 0.0005 * sin(Double($0)))" }
    let early = try fit("t,y\n" + rows.joined(separator: "\n") + "\n")
    #expect(early.verdicts.contains("plateau-not-observed"))
  }

  @Test("An epidemic that has not slowed down: the words say that no curve fits best")
  func withoutPlateau() throws {
    let fits = try FitGrowthResult.run([
      "data/growth/covid19_confirmed_8_countries_2020.csv", "--intervals", "wald",
    ]).fits
    #expect(fits.count == 8)
    for fit in fits {
      // In these the counts of 2020 rise to the end.
      let isOpen = ["us", "united_kingdom", "italy", "germany", "iran"].contains(fit.series)
      #expect((fit.status == "converged") != isOpen, "\(fit.series)")
      #expect(fit.verdicts.contains("not-converged(unbounded)") == isOpen)
      #expect(!fit.verdicts.contains("not-converged(iteration-limit)"))
      guard isOpen else { continue }
      for verdict in ["plateau-not-observed", "unidentified(L)", "unidentified(x0)"] {
        #expect(fit.verdicts.contains(verdict), "\(fit.series)")
      }
      #expect(fit.explanations[0].hasPrefix("no curve fits best"))
    }
    // China's epidemic was over.
    #expect(fits[0].verdicts == ["autocorrelated-residuals"])
  }

  @Test("Falling sizes are declining")
  func declining() throws {
    let rows = (0..<15).map { "\($0),\(5 / (1 + exp(0.7 * (Double($0) - 6))))" }
    let falling = try fit("t,y\n" + rows.joined(separator: "\n") + "\n")
    #expect(falling.verdicts == ["declining"])
    #expect(falling.status == "converged")
  }

  @Test("--strict turns a verdict into exit code 1, after the result")
  func strict() throws {
    let command = Command("fit-growth")
    let census = ["data/growth/us_census_1790_1910.csv", "--strict"]
    let outcome = try command.run(census)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("plateau-not-observed"))
    let yeast = try command.run(["data/growth/carlson_yeast_1913.csv", "--strict"])
    #expect(yeast.status == 0)
  }
}
