import Foundation
import GrowthCurves
import Statistics
import Testing

/// Gross errors do not move robust fits.
struct RobustnessTests {
  static let robust = LossCase.all.filter { $0.loss.isRobust }

  /// 40 observations with 2 % errors, four of them replaced: on the linear scale by anything up to
  /// five times the largest size, on the log scale ten times too large or too small.
  static func disturbed(
    _ model: any GrowthModel, _ scale: SizeScale, _ index: Int
  ) throws -> (series: GrowthSeries, curve: [Double], gross: Set<Int>) {
    var stream = RandomStream(seed: 81, substream: index)
    let (times, _, curve) = LossCase.curve(of: model)
    let plain = LossCase(loss: .squared, scale: scale)
    var sizes = plain.scatter(curve, level: 0.02, &stream)
    var indices = Array(times.indices)
    stream.shuffle(&indices)
    let gross = Set(indices.prefix(4))
    for i in gross.sorted() {
      sizes[i] =
        scale == .log
        ? sizes[i] * (stream.uniform() < 0.5 ? 10 : 0.1) : 5 * curve.max()! * stream.uniform()
    }
    return (try GrowthSeries(times: times, sizes: sizes), curve, gross)
  }

  /// How far the fitted curve is from the true one, at most: relative to the largest size, or on the
  /// log scale.
  static func shift(_ fit: GrowthFit, _ curve: [Double]) -> Double {
    let largest = curve.max()!
    return zip(fit.series.times, curve).map { time, size in
      fit.options.scale == .log
        ? log(fit.size(at: time) / size).magnitude : (fit.size(at: time) - size).magnitude / largest
    }.max()!
  }

  @Test(
    "A tenth of gross errors moves no robust fit by more than 5 %",
    arguments: LossBatteryTests.models, robust)
  func grossErrors(_ name: String, _ loss: LossCase) throws {
    let model = try #require(GrowthModels.named(name))
    let fitter = GrowthFitter()
    var shifts: [Double] = []
    var plainShifts: [Double] = []
    for index in 0..<24 {
      let (series, curve, gross) = try Self.disturbed(model, loss.scale, index)
      let fit = fitter.fit(model, to: series, options: loss.options())
      let plain = fitter.fit(model, to: series, options: GrowthFitOptions(scale: loss.scale))
      shifts.append(Self.shift(fit, curve))
      plainShifts.append(Self.shift(plain, curve))
      let downweighted = try #require(fit.statistics?.downweighted)
      #expect((1...gross.count + 5).contains(downweighted), "\(index)")
    }
    // Found: at most 0.042, 0.006 to 0.02 in the median; least squares 0.25 to 0.54 in the median.
    // Huber's loss still listens to a gross error, which on the log scale moves a curve that begins
    // at hardly anything by up to 0.14.
    let limit = loss.loss == .huber && loss.scale == .log ? 0.15 : 0.05
    #expect(shifts.max()! <= limit, "\(shifts.max()!)")
    #expect(plainShifts.sorted()[12] >= 10 * shifts.sorted()[12])
  }

  @Test("More than half on the curve exactly: the rest does not move it", arguments: robust)
  func exactMajority(_ loss: LossCase) throws {
    let (times, p, curve) = LossCase.curve(of: Logistic())
    var sizes = curve
    for i in stride(from: 1, to: 40, by: 4) { sizes[i] *= i % 8 == 1 ? 1.7 : 0.6 }
    let fit = GrowthFitter().fit(
      Logistic(), to: try GrowthSeries(times: times, sizes: sizes), options: loss.options())
    for (value, wanted) in zip(fit.values, p) {
      #expect((value / wanted - 1).magnitude <= 1e-7, "\(fit.values)")
    }
    #expect(fit.statistics?.downweighted == 10)
    #expect(fit.statistics?.logLikelihood == nil)
  }

  @Test(
    "With normal errors the efficiency is 95 %, and Wald limits hold the truth", arguments: robust)
  func efficiency(_ loss: LossCase) throws {
    let (times, p, curve) = LossCase.curve(of: Logistic())
    let fitter = GrowthFitter()
    var squares = 0.0
    var plainSquares = 0.0
    var inside = 0
    let count = 300
    for index in 0..<count {
      var stream = RandomStream(seed: 82, substream: index)
      let sizes = loss.scatter(curve, level: 0.03, &stream)
      let series = try GrowthSeries(times: times, sizes: sizes)
      let fit = fitter.fit(Logistic(), to: series, options: loss.options())
      let plain = fitter.fit(
        Logistic(), to: series, options: GrowthFitOptions(scale: loss.scale))
      squares += pow(fit.values[1] - p[1], 2)
      plainSquares += pow(plain.values[1] - p[1], 2)
      if fit.parameters[1].lower! <= p[1], p[1] <= fit.parameters[1].upper! { inside += 1 }
    }
    // The ratio of the two variances, 0.95, has a standard error of about 0.025 (they are correlated).
    #expect((0.85...1.05).contains(plainSquares / squares), "\(plainSquares / squares)")
    // Four standard errors of 1.3 %.
    #expect((0.9...1).contains(Double(inside) / Double(count)), "\(inside)")
  }
}
