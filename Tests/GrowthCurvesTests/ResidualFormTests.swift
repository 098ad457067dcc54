import Foundation
import GrowthCurves
import Statistics
import Testing

/// Residuals whose square is the loss, and their slopes.
struct ResidualFormTests {
  static let scale = 0.37

  static let forms: [ResidualForm] =
    SizeScale.allCases.flatMap { scale in
      [ResidualForm(scale: scale, transformation: .none)]
        + RobustLoss.allCases.map {
          ResidualForm(scale: scale, transformation: .robust($0, scale: Self.scale))
        }
    }
    + [.infinity, 0.05, 3, 1e6].map {
      ResidualForm(scale: .linear, transformation: .counts(CountErrors(theta: $0)))
    }

  /// A model size, an observation and a weight; the two near each other or far apart, and counts
  /// also 0.
  static func draw(
    _ form: ResidualForm, _ stream: inout RandomStream
  ) -> (size: Double, observed: Double, rootWeight: Double) {
    let size = stream.power(-2...3)
    let share = (stream.uniform() < 0.5 ? 1 : -1) * stream.power(-9...1)
    var observed = max(size * (1 + share), 1e-3 * size)
    if case .counts = form.transformation, stream.uniform() < 0.1 { observed = 0 }
    return (size, observed, stream.power(-1...1))
  }

  @Test("The slope is that of the residual", arguments: forms.indices)
  func slopes(_ index: Int) {
    let form = Self.forms[index]
    var stream = RandomStream(seed: 71)
    var compared = 0
    for _ in 0..<2000 {
      let (size, observed, root) = Self.draw(form, &stream)
      let (value, slope) = form.residual(size, observed, rootWeight: root)
      // Within the size, and within the scale of a robust loss.
      var reach = size
      if case .robust = form.transformation {
        let unit = Self.scale / root
        reach = min(size, form.scale == .linear ? unit : unit * size)
      }
      let step = 0.004 * reach
      if case .robust(let loss, _) = form.transformation, loss != .cauchy {
        // ψ has a kink at k, Tukey's third derivative one at c.
        let plain = ResidualForm(scale: form.scale, transformation: .none)
        func units(_ size: Double) -> Double {
          (plain.residual(size, observed, rootWeight: root).value * root / Self.scale).magnitude
            / loss.tuning
        }
        let sides = [units(size - 3 * step), units(size + 3 * step)]
        if sides.min()! < 1, sides.max()! > 1 { continue }
      }
      let difference = derivative(at: size, step: step) {
        form.residual($0, observed, rootWeight: root).value
      }
      let rounding = 20 * Double.ulpOfOne * (value.magnitude + slope * size) / step
      #expect(
        (slope - difference).magnitude <= 1e-9 * slope + rounding,
        "\(form) at \(size) of \(observed)")
      compared += 1
    }
    #expect(compared > 1800)
  }

  @Test("The square is twice the loss", arguments: [0.001, 0.5, 1.3, 1.4, 2.3, 4.6, 4.7, 30, 1e7])
  func squares(_ u: Double) {
    // The definitions of the documentation.
    let huber = u <= 1.345 ? u * u / 2 : 1.345 * u - 1.345 * 1.345 / 2
    let share = u < 4.685 ? pow(1 - u * u / (4.685 * 4.685), 3) : 0
    let tukey = 4.685 * 4.685 / 6 * (1 - share)
    let cauchy = 2.385 * 2.385 / 2 * log1p(u * u / (2.385 * 2.385))
    for (loss, rho) in zip([RobustLoss.huber, .tukey, .cauchy], [huber, tukey, cauchy]) {
      for sign in [1.0, -1] {
        let (value, slope) = loss.pseudoResidual(sign * u)
        #expect((value * value / 2 - rho).magnitude <= 1e-9 * rho, "\(loss) \(u)")
        #expect(value.sign == (sign > 0 ? .plus : .minus) && slope >= 0)
        // ψ = ρ′ = r·r′ = u·weight.
        let influence = sign * u * loss.weight(u)
        #expect((value * slope - influence).magnitude <= 1e-12 * u)
        #expect((loss.influence(sign * u) - influence).magnitude <= 1e-15 * u)
        let step = 1e-3 * u
        let bend = derivative(at: sign * u, step: step) { loss.influence($0) }
        let isKink = (u - loss.tuning).magnitude < 4 * step
        if !isKink {
          #expect(
            (loss.influenceSlope(sign * u) - bend).magnitude <= 1e-9 + 1e-10 * u, "\(loss) \(u)")
        }
      }
    }
  }

  @Test("Losses are sums of the sizes they should be far out, and residuals never infinite")
  func farOut() {
    for u in [1e20, 1e150, 1e200, 1e300] {
      for loss in RobustLoss.allCases {
        let (value, slope) = loss.pseudoResidual(u)
        #expect(value.isFinite && value > 0 && slope.isFinite && slope >= 0)
        #expect(loss.influence(u).isFinite && loss.influenceSlope(u).isFinite)
      }
      let logarithm = RobustLoss.cauchy.pseudoResidual(u).value / 2.385
      #expect((logarithm * logarithm / (2 * log(u / 2.385)) - 1).magnitude <= 1e-12)
    }
  }

  @Test("Densities e^{−ρ} have the integrals by which they are divided")
  func normalizers() throws {
    #expect(RobustLoss.tukey.logNormalizer == nil)
    for loss in [RobustLoss.huber, .cauchy] {
      // Simpson's rule in u = tan(x)·3, which brings the line onto an interval.
      let count = 200_000
      var sum = 0.0
      for i in 1..<count {
        let x = (Double(i) / Double(count) - 0.5) * Double.pi
        let u = 3 * tan(x)
        let root = loss.pseudoResidual(u).value
        let value = exp(-root * root / 2) * 3 / (cos(x) * cos(x))
        sum += (i % 2 == 1 ? 4 : 2) * value
      }
      let integral = sum * Double.pi / Double(count) / 3
      #expect((log(integral) - (try #require(loss.logNormalizer))).magnitude <= 1e-9, "\(loss)")
    }
  }

  @Test("Near the observation the residual keeps all digits")
  func near() {
    for form in Self.forms {
      for exponent in 4...15 {
        let share = pow(2, -Double(3 * exponent))
        let observed = 12.0
        let size = observed * (1 + share)
        let (value, slope) = form.residual(size, observed, rootWeight: 1)
        // r = r′·(N − y)·(1 + O(share)), with a second derivative of the slope's size at most.
        let linear = slope * (size - observed)
        #expect((value / linear - 1).magnitude <= 2 * share + 1e-14, "\(form) \(share)")
      }
      #expect(form.residual(12, 12, rootWeight: 1).value == 0)
      #expect(form.residual(12, 12, rootWeight: 1).slope > 0)
    }
  }

  @Test("Where a size has no business there is no residual")
  func outside() {
    for form in Self.forms where form.scale == .log {
      #expect(!form.residual(0, 1, rootWeight: 1).value.isFinite)
      #expect(!form.residual(-1, 1, rootWeight: 1).value.isFinite)
    }
    for theta in [2, Double.infinity] {
      let form = ResidualForm(
        scale: .linear, transformation: .counts(CountErrors(theta: theta)))
      #expect(!form.residual(-1e-300, 1, rootWeight: 1).value.isFinite)
      // A curve that has underflowed is far below one count, and stays there.
      #expect(form.residual(0, 0, rootWeight: 1).value.magnitude <= 1e-150)
      #expect(form.residual(0, 3, rootWeight: 1).value < -10)
      #expect(form.residual(0, 3, rootWeight: 1).slope == 0)
    }
  }
}
