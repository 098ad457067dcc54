import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// Start values are numbers whatever the data are, and near the curve when they are a curve.
struct StartValueTests {
  /// Data that no growth curve describes, by name.
  static let garbage: [(name: String, sizes: [Double])] = {
    var stream = RandomStream(seed: 31)
    let noise = (0..<30).map { _ in stream.normal() }
    return [
      ("zeros", [Double](repeating: 0, count: 30)),
      ("constant", [Double](repeating: 7, count: 30)),
      ("negative", (1...30).map { -Double($0) }),
      ("alternating", (0..<30).map { $0 % 2 == 0 ? 1 : -1 }),
      ("spike", (0..<30).map { $0 == 11 ? 1 : 0 }),
      ("hole", (0..<30).map { $0 == 11 ? -1 : 0 }),
      ("huge", noise.map { $0 * 1e99 }),
      ("tiny", noise.map { $0 * 1e-99 }),
      ("noise", noise),
      ("steps", (0..<30).map { Double($0 / 10) }),
      ("falling", (0..<30).map { 100 / Double($0 + 1) }),
      ("two points", [1, 2]),
      ("two equal points", [3, 3]),
      ("one point", [5]),
    ]
  }()

  @Test("Start values are finite for any data", arguments: GrowthModels.all.map { $0.name })
  func finite(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    for (label, sizes) in Self.garbage {
      for first in [0, -50, 1900.0] {
        for width in [1e-6, 1, 1e6] {
          let times = sizes.indices.map { first + width * Double($0) }
          for weights in [[], sizes.indices.map { $0 % 3 == 0 ? 1e-9 : 1e3 }] {
            let data = StartData(times: times, sizes: sizes, weights: weights)
            let searched = model.searchedStarts(for: data)
            #expect(!searched.isEmpty)
            for start in searched + (model.quickStart(for: data).map { [$0] } ?? []) {
              #expect(start.count == model.parameters.count)
              let isFinite = start.allSatisfy { $0.isFinite }
              #expect(isFinite, "\(label) from \(first) by \(width): \(start)")
            }
          }
        }
      }
    }
  }

  @Test("A fit of any data ends with an answer", arguments: GrowthModels.all.map { $0.name })
  func answers(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    // A differential equation takes its time, and has no scale of its own.
    let isSlow = GrowthModels.dynamical.contains { $0.name == name }
    let quick = ["zeros", "constant", "negative", "tiny", "falling", "two points", "one point"]
    for (label, sizes) in Self.garbage where !isSlow || quick.contains(label) {
      for width in isSlow ? [1] : [1e-6, 1, 1e6] {
        let times = sizes.indices.map { 1900 + width * Double($0) }
        let fit = GrowthFitter().fit(model, to: try GrowthSeries(times: times, sizes: sizes))
        #expect(!fit.verdicts.isEmpty, "\(label)")
        #expect(fit.values.allSatisfy { $0.isFinite }, "\(label) \(fit.values)")
        if let statistics = fit.statistics {
          #expect(!statistics.residualSumOfSquares.isNaN)
        } else {
          #expect(fit.verdicts != [.ok], "\(label)")
        }
      }
    }
  }

  /// Whole curves over the times from 0 to 40, where the dimensions of the parameters do not say.
  static let curves: [String: [Double]] = [
    "generalized-logistic": [0.2, 8, 0.4, 20, 1],
    "logistic-lag": [8, 0.8, 15],
    "gompertz-lag": [8, 1, 12],
    "richards-lag": [8, 0.8, 15, 1],
    "weibull": [8, 0.05, 0.05, 3],
    "morgan-mercer-flodin": [8, 0.05, 15, 4],
    "von-bertalanffy": [8, 0.15, 2],
    "von-bertalanffy-length": [8, 0.1, -1],
  ]

  @Test(
    "From a whole curve, the quick start is near it",
    arguments: GrowthModels.closedForm.map { $0.name })
  func near(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    let times = (0...40).map { Double($0) }
    let values: [GrowthParameter.Dimension: Double] = [.rate: 0.4, .time: 20, .shape: 1]
    let p =
      Self.curves[name]
      ?? model.parameters.map { parameter -> Double in
        if case .fixed(let value) = parameter.domain { return value }
        return switch parameter.symbol {
        case "N0", "y0": 0.05
        case "C": 0.2
        default: values[parameter.dimension] ?? 8
        }
      }
    let data = StartData(times: times, sizes: model.sizes(at: times, p), weights: [])
    let start = try #require(model.quickStart(for: data))
    let largest = data.highest
    for (a, b) in zip(model.sizes(at: times, start), data.sizes) {
      #expect((a - b).magnitude <= 0.15 * largest)
    }
  }
}
