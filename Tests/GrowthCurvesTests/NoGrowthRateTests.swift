import Foundation
import GrowthCurves
import Statistics
import TestSupport
import Testing

/// How often noise is called growth, and growth noise.
///
/// The rates are kept in the module's documentation, from tens of thousands of wells each.
/// `UPDATE_DOCS=1 swift test -c release --filter NoGrowthRateTests` finds them anew, in some minutes; a
/// sample is looked at in every run.
struct NoGrowthRateTests {
  static let counts = [8, 12, 24, 48, 96, 200, 500]

  /// What was said of how many wells.
  struct Tally: Sendable {
    var wells = 0
    var growth = 0
    var decline = 0

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(wells: a.wells + b.wells, growth: a.growth + b.growth, decline: a.decline + b.decline)
    }

    mutating func add(_ verdicts: [Verdict]) {
      wells += 1
      guard !verdicts.contains(.noGrowth) else { return }
      if verdicts.contains(.declining) { decline += 1 } else { growth += 1 }
    }
  }

  /// The wells of one kind and length.
  static func tally(
    _ kind: NoiseWell, count: Int, wells: Int, model: any GrowthModel, isBlanked: Bool
  ) throws -> Tally {
    let cell = NoiseWell.allCases.firstIndex(of: kind)! * counts.count
    let first = (cell + counts.firstIndex(of: count)!) * 10_000
    let series = try (0..<wells).map { index in
      var stream = RandomStream(seed: isBlanked ? 94 : 93, substream: first + index)
      let sizes = kind.sizes(count: count, isBlanked: isBlanked, &stream)
      let times = (0..<count).map { 24 * Double($0) / Double(count - 1) }
      return try GrowthSeries(times: times, sizes: sizes)
    }
    return GrowthBatch.fit(model, to: series, threads: 2).reduce(into: Tally()) {
      $0.add($1.verdicts)
    }
  }

  /// By kind, and within it by length.
  static func tallies(
    _ model: any GrowthModel, wells: Int, isBlanked: Bool
  ) throws -> [[Tally]] {
    try NoiseWell.allCases.map { kind in
      try counts.map { count in
        try tally(kind, count: count, wells: wells, model: model, isBlanked: isBlanked)
      }
    }
  }

  @Test("Empty wells show no growth", arguments: ["logistic", "logistic-offset"])
  func empty(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let total = try Self.tallies(model, wells: 8, isBlanked: false).joined()
      .reduce(Tally(), +)
    // At a rate of one in a thousand there are more than three once in 300 runs; found: 0.
    #expect(total.wells == 616)
    #expect(total.growth <= 3)
    #expect(total.growth + total.decline <= 6)
  }

  @Test("Independent noise about 0 shows no growth")
  func blanked() throws {
    var total = Tally()
    for kind in NoiseWell.allCases where kind.isIndependent {
      for count in Self.counts.dropFirst() {
        total =
          try total + Self.tally(kind, count: count, wells: 8, model: Logistic(), isBlanked: true)
      }
    }
    #expect(total.growth <= 3)
  }

  /// What became of simulated wells with growth: how many of those in a class of rise over noise were
  /// called no growth, and how many of those were described to 80 % and more.
  struct Loss: Sendable {
    var wells = 0
    var lost = 0
    var described = 0
    var describedLost = 0
  }

  /// Rises in standard deviations of the noise.
  static let classes = [3.0, 5, 8, 15, .infinity]

  static func losses(
    _ curves: [RealCurve], _ model: any GrowthModel, wells: Int, count: Int?,
    hasOwnNoise: Bool = false
  ) throws -> [Loss] {
    let outcomes = GrowthBatch.map(count: wells, threads: 2) { fitter, index in
      var stream = RandomStream(seed: 95, substream: index)
      let curve = curves[stream.integer(below: curves.count)]
      let well = curve.well(count: count, hasOwnNoise: hasOwnNoise, &stream)
      // Sizes and times are finite, and as many.
      let fit = fitter.fit(model, to: try! GrowthSeries(times: well.times, sizes: well.sizes))
      return (
        rise: well.rise, isLost: fit.verdicts.contains(.noGrowth),
        isDescribed: (fit.statistics?.rSquared ?? 0) > 0.8
      )
    }
    return outcomes.reduce(into: classes.map { _ in Loss() }) { losses, outcome in
      let index = classes.firstIndex { outcome.rise < $0 }!
      losses[index].wells += 1
      losses[index].lost += outcome.isLost ? 1 : 0
      guard outcome.isDescribed else { return }
      losses[index].described += 1
      losses[index].describedLost += outcome.isLost ? 1 : 0
    }
  }

  @Test("Real growth at the noise of plate readers is not lost")
  func growth() throws {
    let curves = try RealCurve.all()
    #expect(curves.count > 150)
    for name in ["logistic", "logistic-offset"] {
      let model = try #require(GrowthModels.named(name))
      let losses = try Self.losses(curves, model, wells: 2000, count: nil)
      // From eight standard deviations on. Found: none.
      #expect(losses[3].lost + losses[4].lost <= 1)
      #expect(losses[3].wells + losses[4].wells > 1700)
      let own = try Self.losses(curves, model, wells: 2000, count: nil, hasOwnNoise: true)
      // At a rate of one in a thousand there are more than six once in 200 runs. Found: none.
      #expect(own.reduce(0) { $0 + $1.lost } <= 6, "\(name)")
      // Ten and twelve points that the curve describes to 80 %.
      let ten = try Self.losses(curves, model, wells: 1000, count: 10)
      let lost = ten.reduce(0) { $0 + $1.describedLost }
      #expect(lost <= 30, "\(name) \(lost)")
      let twelve = try Self.losses(curves, model, wells: 1000, count: 12)
      #expect(twelve.reduce(0) { $0 + $1.describedLost } <= 3, "\(name)")
    }
  }

  @Test("The rates are documented")
  func documentation() throws {
    let file = Repository.root.appending(path: "Sources/GrowthCurves/GrowthCurves.docc/Verdicts.md")
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try VerdictPage.text().write(to: file, atomically: true, encoding: .utf8)
    }
    let documented = try String(contentsOf: file, encoding: .utf8)
    for kind in NoiseWell.allCases { #expect(documented.contains("| \(kind.rawValue) |")) }
    // The rules that the page states are those of the verdicts.
    for verdict in VerdictPage.explained { #expect(documented.contains("| `\(verdict)")) }
  }
}
