import Foundation
import GrowthCurves
import Statistics
import TestSupport
import Testing

/// Whether intervals of 95 % hold the truth in 95 % of repeated experiments.
///
/// The table is kept in the module's documentation, from 20,000 data sets a row: a standard error of
/// 0.15 % belongs to each share. `UPDATE_DOCS=1 swift test -c release --filter CoverageTests` writes
/// it anew.
struct CoverageTests {
  struct Design: Sendable, CustomTestStringConvertible {
    var model: String
    var parameters: [Double]
    var times: [Double]
    /// The standard deviation of the errors as a share of the first parameter.
    var noise: Double
    var testDescription: String { "\(model), noise \(noise)" }

    var growthModel: any GrowthModel {
      get throws { try #require(GrowthModels.named(model)) }
    }

    /// How the row of a parameter begins.
    func row(_ parameter: GrowthParameter) -> String {
      "| \(model) | \(noise * 100) % | \(parameter.symbol) |"
    }
  }

  static let times = (0...24).map { Double($0) }
  static let designs = [
    Design(model: "logistic", parameters: [1.2, 0.6, 9], times: times, noise: 0.05),
    Design(model: "logistic", parameters: [1.2, 0.25, 14], times: times, noise: 0.02),
    Design(model: "verhulst", parameters: [1.2, 0.01, 0.55], times: times, noise: 0.05),
    Design(model: "logistic-offset", parameters: [1.2, 0.6, 11, 0.1], times: times, noise: 0.05),
    Design(model: "gompertz", parameters: [1.2, 0.4, 8], times: times, noise: 0.05),
    Design(model: "richards", parameters: [1.2, 0.5, 11, 0.7], times: times, noise: 0.01),
  ]

  @Test("Profile limits hold the truth in 93.5 to 96.5 % of experiments", arguments: designs)
  func coverage(_ design: Design) throws {
    // With 2,000 the shares have a standard error of 0.5 %.
    for share in try Self.shares(design, .profile, count: 2000) {
      #expect((0.935...0.965).contains(share))
    }
  }

  @Test("The documented shares are what is found")
  func documentation() throws {
    let file = Repository.root.appending(
      path: "Sources/GrowthCurves/GrowthCurves.docc/Intervals.md")
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try Self.page(count: 20_000).write(to: file, atomically: true, encoding: .utf8)
    }
    let documented = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    for design in Self.designs {
      let shares = try Self.shares(design, .profile, count: 1000)
      for (parameter, share) in zip(try design.growthModel.parameters, shares) {
        let start = design.row(parameter)
        let line = try #require(documented.first { $0.hasPrefix(start) })
        let promised = try #require(
          Double(
            line.dropFirst(start.count).prefix { $0 != "%" }.trimmingCharacters(in: .whitespaces)))
        #expect((100 * share - promised).magnitude < 2.5)
      }
    }
  }

  private static func page(count: Int) throws -> String {
    var rows: [String] = []
    for design in designs {
      let profile = try shares(design, .profile, count: count)
      let wald = try shares(design, .wald, count: count)
      for (j, parameter) in try design.growthModel.parameters.enumerated() {
        rows.append(
          "\(design.row(parameter)) \(percent(profile[j])) | \(percent(wald[j])) |")
      }
    }
    return """
      # Confidence limits, and how often they hold

      How many of \(count) simulated experiments of 25 observations had 95 % limits that held the true
      parameter: profile likelihood and, for comparison, Wald limits (estimate ± quantile × standard
      error). The noise is normal, its standard deviation a share of the capacity. The difference shows
      where a parameter's distribution is skewed: an initial size that is small beside the noise.

      | model | noise | parameter | profile | Wald |
      | --- | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  private static func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }

  /// By parameter: the share of experiments whose limits hold the truth.
  private static func shares(
    _ design: Design, _ method: IntervalMethod, count: Int
  ) throws -> [Double] {
    let model = try design.growthModel
    let curve = model.sizes(at: design.times, design.parameters)
    let series = try (0..<count).map { index in
      var stream = RandomStream(seed: 77, substream: index)
      return try GrowthSeries(
        times: design.times,
        sizes: curve.map {
          $0 + stream.normal(standardDeviation: design.noise * design.parameters[0])
        })
    }
    let fits = GrowthBatch.fit(
      model, to: series, options: GrowthFitOptions(intervals: method), threads: 2)
    return model.parameters.indices.map { j in
      let held = fits.count { fit in
        guard fit.status == .converged else { return false }
        let limits = fit.parameters[j].limits
        let truth = design.parameters[j]
        return (limits.isLowerUnbounded || limits.lower.map { $0 <= truth } ?? false)
          && (limits.isUpperUnbounded || limits.upper.map { $0 >= truth } ?? false)
      }
      return Double(held) / Double(count)
    }
  }
}
