import Foundation
import GrowthCurves
import Statistics
import Testing

/// What every growth model owes: slopes that belong to its sizes, and a proper description.
struct ModelBatteryTests {
  @Test(
    "The gradient is the slope of the sizes", arguments: GrowthModels.closedForm.map { $0.name })
  func gradient(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 11)
    for _ in 0..<200 {
      let draw = CurveDraw(model, &stream)
      let p = draw.parameters
      let n = draw.times.count
      let columns = Self.gradient(of: model, draw)
      let sizes = model.sizes(at: draw.times, p)
      for (j, parameter) in model.parameters.enumerated() {
        let scale = draw.scale(of: parameter, at: j, in: model)
        let column = columns[j * n..<(j + 1) * n]
        let largest = column.map { $0.magnitude }.max()!
        var isClose = true
        for (i, slope) in column.enumerated() where !draw.isRough(at: draw.times[i]) {
          let step = Self.step(scale, size: sizes[i], slope: slope)
          let difference = derivative(at: p[j], step: step) { value in
            var moved = p
            moved[j] = value
            return model.size(at: draw.times[i], moved)
          }
          let rounding = Self.rounding(at: p[j], step, size: sizes[i], slope: slope)
          if !((slope - difference).magnitude <= 1e-9 * largest + rounding) { isClose = false }
        }
        #expect(isClose, "\(parameter.symbol) at \(p)")
      }
    }
  }

  /// A 200th of the scale on which a curve changes: where it is far below its capacity, that is the
  /// scale on which its logarithm does.
  static func step(_ scale: Double, size: Double, slope: Double) -> Double {
    let own = size != 0 && slope != 0 ? min(scale, 3 * (size / slope).magnitude) : scale
    return 0.005 * own
  }

  /// What a difference cannot resolve: the last places of the size and of the argument.
  static func rounding(at x: Double, _ step: Double, size: Double, slope: Double) -> Double {
    let places = 100 * size.magnitude + 10 * x.magnitude * slope.magnitude
    return Double.ulpOfOne * places / step + .leastNormalMagnitude / step
  }

  @Test(
    "Sizes and gradient together have the bits of the two apart",
    arguments: GrowthModels.closedForm.map { $0.name })
  func together(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 12)
    for _ in 0..<200 {
      let draw = CurveDraw(model, &stream)
      var sizes = [Double](repeating: .nan, count: draw.times.count)
      var columns = [Double](repeating: .nan, count: draw.times.count * draw.parameters.count)
      var sizeSpan = sizes.mutableSpan
      var columnSpan = columns.mutableSpan
      model.sizesAndGradient(
        at: draw.times.span, draw.parameters.span, into: &sizeSpan, columns: &columnSpan)
      #expect(sizes == model.sizes(at: draw.times, draw.parameters))
      #expect(columns == Self.gradient(of: model, draw))
    }
  }

  @Test(
    "The rate is the slope of the size in time", arguments: GrowthModels.closedForm.map { $0.name })
  func rate(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 13)
    for _ in 0..<200 {
      let draw = CurveDraw(model, &stream)
      let p = draw.parameters
      let times = draw.times.filter { !draw.isRough(at: $0) }
      let sizes = model.sizes(at: times, p)
      let rates = times.map { model.rate(at: $0, p) }
      let largest = rates.map { $0.magnitude }.max()!
      for (i, time) in times.enumerated() {
        let scale = min(
          1 / draw.rate.magnitude, draw.corners.map { (time - $0).magnitude }.min() ?? .infinity)
        let step = Self.step(scale, size: sizes[i], slope: rates[i])
        let difference = derivative(at: time, step: step) { model.size(at: $0, p) }
        // Times far from zero are coarse, and with them the argument of the curve.
        let coarse = times.map { $0.magnitude }.max()!
        let rounding = Self.rounding(at: coarse, step, size: sizes[i], slope: rates[i])
        #expect((rates[i] - difference).magnitude <= 1e-9 * largest + rounding, "\(time) \(p)")
      }
    }
  }

  @Test("Far from the data, sizes are numbers", arguments: GrowthModels.closedForm.map { $0.name })
  func farTimes(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: 14)
    for _ in 0..<200 {
      let draw = CurveDraw(model, &stream)
      for factor in [10, 100, 1e4, 1e8] {
        for time in [
          draw.times[0] - factor * draw.duration, draw.times[24] + factor * draw.duration,
        ] {
          let size = model.size(at: time, draw.parameters)
          #expect(!size.isNaN, "\(time) \(draw.parameters)")
          // Only a curve without a capacity outgrows every number.
          if model.landmarks(draw.parameters).inflectionTime != nil {
            #expect(size.isFinite, "\(time) \(draw.parameters)")
          }
        }
      }
    }
  }

  @Test("The canonical parameters describe the same curve, and are canonical")
  func canonical() {
    var stream = RandomStream(seed: 15)
    var mirrored = 0
    for model in GrowthModels.closedForm {
      for _ in 0..<200 {
        let draw = CurveDraw(model, &stream)
        guard let canonical = model.canonical(draw.parameters) else { continue }
        mirrored += 1
        #expect(model.canonical(canonical) == nil)
        let sizes = model.sizes(at: draw.times, draw.parameters)
        let largest = draw.parameters.map { $0.magnitude }.max()!
        for (a, b) in zip(sizes, model.sizes(at: draw.times, canonical)) {
          #expect((a - b).magnitude <= 1e-14 * max(largest, a.magnitude))
        }
      }
    }
    #expect(mirrored > 20)
  }

  @Test("Names, symbols and sources tell models and parameters apart")
  func descriptions() {
    let models = GrowthModels.all
    #expect(models.count >= 6)
    #expect(Set(models.map { $0.name }).count == models.count)
    #expect(Set(models.map { $0.formula }).count == models.count)
    for model in models {
      #expect(GrowthModels.named(model.name)?.formula == model.formula)
      #expect(model.reference.contains { $0.isNumber }, "a source has a year")
      let symbols = model.parameters.map { $0.symbol }
      #expect(!symbols.isEmpty && !symbols.contains(""))
      #expect(Set(symbols).count == symbols.count)
      #expect(model.parameters.allSatisfy { !$0.meaning.isEmpty })
      #expect(symbols.allSatisfy { model.formula.contains($0) }, "\(model.formula)")
    }
    #expect(GrowthModels.named("no such model") == nil)
  }

  static func gradient(of model: any GrowthModel, _ draw: CurveDraw) -> [Double] {
    var columns = [Double](repeating: .nan, count: draw.times.count * draw.parameters.count)
    var span = columns.mutableSpan
    model.gradient(at: draw.times.span, draw.parameters.span, into: &span)
    return columns
  }
}
