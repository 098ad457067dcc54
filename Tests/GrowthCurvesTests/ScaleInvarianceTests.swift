import Foundation
import GrowthCurves
import LeastSquares
import Statistics
import Testing

/// Another unit of size or time changes the numbers by that unit and nothing else.
struct ScaleInvarianceTests {
  /// Curves with noise, well and badly determined ones, and noise alone.
  static let series: [(times: [Double], sizes: [Double])] = (0..<40).map { index in
    var stream = RandomStream(seed: 61, substream: index)
    let times = (0..<30).map { Double($0) }
    // Every tenth is flat, and some end before their plateau.
    let p = [index % 10 == 9 ? 0 : 3, 0.2 + 0.5 * stream.uniform(), 8 + 20 * stream.uniform()]
    let sizes = Logistic().sizes(at: times, p).map {
      0.5 + $0 + stream.normal(standardDeviation: 0.03)
    }
    return (times, sizes)
  }

  /// Two waves with noise, some apart and some nearly one.
  static let waves: [(times: [Double], sizes: [Double])] = (0..<40).map { index in
    var stream = RandomStream(seed: 62, substream: index)
    let times = (0..<40).map { Double($0) }
    let apart = 5 + 10 * stream.uniform()
    let p = [3, 6 + 6 * stream.uniform(), 10, 1 + 2 * stream.uniform(), 8, 10 + apart]
    let sizes = LogisticSum(phases: 2).sizes(at: times, p).map {
      $0 + stream.normal(standardDeviation: 0.03)
    }
    return (times, sizes)
  }

  static func fit(
    _ model: any GrowthModel, _ index: Int, size: Double, time: Double
  ) throws -> GrowthFit {
    let (times, sizes) = (model is LogisticSum ? waves : series)[index]
    var options = GrowthFitOptions()
    // What a model holds in a unit is held in the other.
    for parameter in model.parameters {
      guard case .fixed(let value) = parameter.domain else { continue }
      options.domains[parameter.symbol] =
        .fixed(value * factor(parameter, size: size, time: time))
    }
    return GrowthFitter().fit(
      model,
      to: try GrowthSeries(times: times.map { $0 * time }, sizes: sizes.map { $0 * size }),
      options: options)
  }

  /// What a parameter is multiplied by.
  static func factor(_ parameter: GrowthParameter, size: Double, time: Double) -> Double {
    switch parameter.dimension {
    case .size: size
    case .time: time
    case .rate: 1 / time
    case .absoluteRate: size / time
    case .shape: 1
    }
  }

  static let models = GrowthModels.closedForm.map { $0.name }

  static func compare(
    _ name: String, size: Double, time: Double, tolerance: Double
  ) throws {
    let model = try #require(GrowthModels.named(name))
    var compared = 0
    for index in series.indices {
      let plain = try fit(model, index, size: 1, time: 1)
      let scaled = try fit(model, index, size: size, time: time)
      // Through noise there are many minima, and on the way to some rounding decides.
      let isNoise = plain.verdicts.contains(.noGrowth)
      #expect(scaled.verdicts.contains(.noGrowth) == isNoise, "\(name) \(index)")
      if isNoise, scaled.status != plain.status { continue }
      #expect(scaled.status == plain.status, "\(name) \(index)")
      // Where the data determine no minimum, rounding decides how far a parameter runs.
      guard plain.status == .converged, plain.convergence!.conditionNumber < 1e6 else { continue }
      // A sum of squares may be no number where the sizes are.
      let verdicts = scaled.verdicts.filter { $0 != .outOfRange }
      #expect((verdicts.isEmpty ? [.ok] : verdicts) == plain.verdicts, "\(name) \(index)")
      compared += 1
      for (a, b) in zip(scaled.parameters, plain.parameters) {
        let unit = factor(a.parameter, size: size, time: time)
        let wanted = b.estimate * unit
        #expect((a.estimate - wanted).magnitude <= tolerance * wanted.magnitude, "\(index)")
        guard let error = a.standardError, let plainError = b.standardError, !a.isFixed
        else { continue }
        #expect((error / (plainError * unit) - 1).magnitude <= 100 * tolerance, "\(index)")
      }
    }
    // A curve without an inflection turns into a straight line where the rise is late.
    #expect(compared >= (name == "von-bertalanffy-length" ? 10 : 20))
  }

  @Test("Sizes by a power of two", arguments: models, [-30, -7, 3, 40])
  func sizes(_ name: String, _ exponent: Int) throws {
    try Self.compare(name, size: pow(2, Double(exponent)), time: 1, tolerance: 1e-12)
  }

  @Test("Times by a power of two", arguments: models, [-20, -3, 5, 20])
  func times(_ name: String, _ exponent: Int) throws {
    try Self.compare(name, size: 1, time: pow(2, Double(exponent)), tolerance: 1e-12)
  }

  @Test("Sizes from nothing to the bacteria in a flask", arguments: models, [1e-12, 1e9])
  func decimals(_ name: String, _ factor: Double) throws {
    // The sizes are rounded anew, which is worth about the condition number in last places.
    try Self.compare(name, size: factor, time: 1, tolerance: 1e-10)
  }

  @Test("Sizes whose squares are no numbers", arguments: models, [-600, 600])
  func extremes(_ name: String, _ exponent: Int) throws {
    try Self.compare(name, size: pow(2, Double(exponent)), time: 1, tolerance: 1e-12)
  }
}
