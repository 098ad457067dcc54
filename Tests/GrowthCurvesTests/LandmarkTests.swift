import Foundation
import GrowthCurves
import Statistics
import Testing

/// The landmarks of every model, found again on its curve by search.
struct LandmarkTests {
  /// Curves with an inflection, of one model; from shapes that leave their asymptotes in reasonable
  /// time.
  static func draws(
    _ name: String, seed: UInt32, shapes: ClosedRange<Double> = 0.05...20,
    _ body: (any GrowthModel, [Double], CurveLandmarks) throws -> Void
  ) throws {
    let model = try #require(GrowthModels.named(name))
    var stream = RandomStream(seed: seed)
    for _ in 0..<200 {
      let p = CurveDraw(model, &stream, shapes: shapes).parameters
      try body(model, p, model.landmarks(p))
    }
  }

  static let powers = ["weibull", "morgan-mercer-flodin"]
  static let sigmoids = GrowthModels.closedForm.map { $0.name }.filter { $0 != "exponential" }

  @Test("Capacity and baseline are the limits", arguments: sigmoids)
  func limits(_ name: String) throws {
    try Self.draws(name, seed: 21) { model, p, landmarks in
      let capacity = try #require(landmarks.capacity)
      guard let centre = landmarks.inflectionTime, !Self.hasNoLag(model, p) else { return }
      let baseline = try #require(landmarks.baseline)
      let rise = try #require(landmarks.riseTime)
      #expect(rise > 0)
      let scale = max(capacity.magnitude, baseline.magnitude)
      // A power of time takes long to reach its capacity.
      let reach = name == "morgan-mercer-flodin" ? 1e30 : 400
      #expect((model.size(at: centre + reach * rise, p) - capacity).magnitude <= 1e-13 * scale)
      #expect((model.size(at: centre - 400 * rise, p) - baseline).magnitude <= 1e-13 * scale)
    }
  }

  /// Long before its lag the formula of such a curve gives nothing, and it has no baseline.
  static func hasNoLag(_ model: any GrowthModel, _ p: [Double]) -> Bool {
    model is BaranyiRoberts && p[3] < 0
  }

  @Test(
    "The inflection is where the rate is greatest",
    arguments: sigmoids.filter { $0 != "logistic-sum" })
  func inflection(_ name: String) throws {
    // Beyond a shape of 4 a sharp corner follows on a long rise: no difference resolves both.
    try Self.draws(name, seed: 22, shapes: 0.05...4) { model, p, landmarks in
      guard let centre = landmarks.inflectionTime, var rise = landmarks.riseTime else { return }
      // A power of time begins in a corner, which no difference may reach.
      if Self.powers.contains(name) { rise = min(rise, centre) }
      // A lag that ends abruptly bends the curve within less than its rise.
      let width = model is Huang ? min(rise, 1 / p[4]) : rise
      // Golden sections on the size's own differences, not on the model's rate.
      let step = 0.02 * width
      func rate(_ time: Double) -> Double {
        (model.size(at: time + step, p) - model.size(at: time - step, p)).magnitude / (2 * step)
      }
      var low = centre - 0.4 * rise
      var high = centre + 0.5 * rise
      while high - low > 1e-6 * width {
        let left = high - 0.618 * (high - low)
        let right = low + 0.618 * (high - low)
        if rate(left) < rate(right) { low = left } else { high = right }
      }
      // The centre of a difference of this width lies within its square of the true place.
      #expect(((low + high) / 2 - centre).magnitude <= 2e-3 * rise, "\(p)")

      let size = try #require(landmarks.inflectionSize)
      let scale = max(landmarks.capacity!.magnitude, landmarks.baseline!.magnitude)
      #expect((model.size(at: centre, p) - size).magnitude <= 1e-12 * scale)
      let slope = derivative(at: centre, step: 0.005 * width) { model.size(at: $0, p) }
      let coarseness = 1 + centre.magnitude / width
      let greatest = try #require(landmarks.maximumRate)
      #expect(
        (greatest - slope).magnitude <= (1e-9 * slope.magnitude) + 1e-12 * scale / width
          * coarseness
      )
    }
  }

  @Test("The rise time lies between the 10 % and 90 % levels", arguments: sigmoids)
  func riseTime(_ name: String) throws {
    try Self.draws(name, seed: 23) { model, p, landmarks in
      guard let centre = landmarks.inflectionTime, let rise = landmarks.riseTime else { return }
      let (from, to) = (landmarks.baseline!, landmarks.capacity!)
      func time(of level: Double) -> Double {
        var low = centre - 20 * rise
        var high = centre + 20 * rise
        for _ in 0..<100 {
          let middle = (low + high) / 2
          if (model.size(at: middle, p) - from) / (to - from) < level {
            low = middle
          } else {
            high = middle
          }
        }
        return low
      }
      let found = time(of: 0.9) - time(of: 0.1)
      let scale = max(from.magnitude, to.magnitude) / (to - from).magnitude
      #expect((found / rise - 1).magnitude <= 1e-12 * (1 + centre.magnitude / rise) * scale * 10)
    }
  }

  @Test("The intrinsic rate is the limit of the specific rate of what has grown")
  func intrinsicRate() throws {
    var compared = 0
    // Huang's limit in the past is that of the transition; its μ is looked at beside the model.
    for name in GrowthModels.closedForm.map({ $0.name }) where name != "huang" {
      // Above an offset less of the exponential phase can be seen, and a small shape ends it early.
      let least = name == "generalized-logistic" ? 1 : 0.5
      try Self.draws(name, seed: 24, shapes: least...20) { model, p, landmarks in
        // Nor is a capacity approached from above at the rate at which it is from below.
        if model is BaranyiRoberts, p[0] > p[1] || Self.hasNoLag(model, p) { return }
        guard let intrinsic = landmarks.intrinsicRate else { return }
        guard let centre = landmarks.inflectionTime, let rise = landmarks.riseTime else {
          // An exponential has it everywhere; a curve that only falls towards its capacity, nowhere.
          if landmarks.capacity == nil {
            let size = model.size(at: 0.3 / intrinsic, p)
            #expect((model.rate(at: 0.3 / intrinsic, p) / size / intrinsic - 1).magnitude <= 1e-14)
            compared += 1
          }
          return
        }
        let low = [landmarks.baseline!, landmarks.capacity!].min { $0.magnitude < $1.magnitude }!
        let isFromBaseline = low == landmarks.baseline!
        let range = (landmarks.capacity! - landmarks.baseline!).magnitude
        // Back, or onwards, to where a small share of the rise is left.
        let share = low == 0 ? 1e-13 : 1e-5
        var time = centre
        while (model.size(at: time, p) - low).magnitude > share * range {
          time += isFromBaseline ? -0.05 * rise : 0.05 * rise
        }
        let specific = model.rate(at: time, p) / (model.size(at: time, p) - low)
        #expect((specific / intrinsic - 1).magnitude <= 1e-4, "\(model.name) \(p)")
        compared += 1
      }
    }
    #expect(compared > 600)
  }
}
