import Activations
import TestSupport
import Testing

/// What holds for every activation. The list below says what each function is at its edges.
@Suite struct ActivationPropertyTests {
  /// The values at −∞, −0, +0 and +∞ and the slopes at −∞ and +∞.
  struct Edges {
    var values: [Double]
    var slopes: [Double]
  }

  static let arguments: [Double] = [-.infinity, -0.0, 0, .infinity]

  static let edges: [String: Edges] = [
    "binary-step": Edges(values: [0, 1, 1, 1], slopes: [0, 0]),
    "linear": Edges(values: [-.infinity, -0.0, 0, .infinity], slopes: [1, 1]),
    "sigmoid": Edges(values: [0, 0.5, 0.5, 1], slopes: [0, 0]),
    "log-sigmoid": Edges(
      values: [-.infinity, -0x1.62e42fefa39efp-1, -0x1.62e42fefa39efp-1, -0.0], slopes: [1, 0]),
    "softplus": Edges(
      values: [0, 0x1.62e42fefa39efp-1, 0x1.62e42fefa39efp-1, .infinity], slopes: [0, 1]),
    "hard-sigmoid": Edges(values: [0, 0.5, 0.5, 1], slopes: [0, 0]),
    "tanh": Edges(values: [-1, -0.0, 0, 1], slopes: [0, 0]),
    "relu": Edges(values: [0, 0, 0, .infinity], slopes: [0, 1]),
    "leaky-relu": Edges(values: [-.infinity, -0.0, 0, .infinity], slopes: [0.01, 1]),
    "prelu": Edges(values: [-.infinity, -0.0, 0, .infinity], slopes: [0.25, 1]),
    "elu": Edges(values: [-1, -0.0, 0, .infinity], slopes: [0, 1]),
    "selu": Edges(
      values: [-0x1.c212cc640f031p+0, -0.0, 0, .infinity], slopes: [0, 0x1.0cfabd6a91132p+0]),
    "gelu": Edges(values: [-0.0, -0.0, 0, .infinity], slopes: [-0.0, 1]),
    "gelu-tanh": Edges(values: [-0.0, -0.0, 0, .infinity], slopes: [-0.0, 1]),
    "silu": Edges(values: [-0.0, -0.0, 0, .infinity], slopes: [-0.0, 1]),
    "mish": Edges(values: [-0.0, -0.0, 0, .infinity], slopes: [-0.0, 1]),
    "softsign": Edges(values: [-1, -0.0, 0, 1], slopes: [0, 0]),
  ]

  static let names = ActivationGallery.all.map { $0.name }

  @Test func namesAreUnique() {
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Set(Self.names) == Set(Self.edges.keys))
    #expect(ActivationGallery.named("no such function") == nil)
  }

  @Test(arguments: names) func theEdgesAreAsDocumented(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    let edges = try #require(Self.edges[name])
    for (x, expected) in zip(Self.arguments, edges.values) {
      #expect(doublesBetween(activation.value(x), expected) == 0, "\(name) at \(x)")
    }
    for (x, expected) in zip([-Double.infinity, .infinity], edges.slopes) {
      #expect(doublesBetween(activation.valueAndSlope(x).slope, expected) == 0, "at \(x)")
    }
    #expect(activation.value(Double.nan).isNaN)
    #expect(activation.valueAndSlope(Double.nan).slope.isNaN)
  }

  @Test(arguments: names) func theRangeHoldsAllValues(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    for x in Points.mixed(20_000, seed: 1) {
      #expect(activation.range.contains(activation.value(x)), "\(name) at \(x)")
    }
    // The range is not larger than it must be: its ends are limits, or the minimum that a function
    // has.
    let sweep = stride(from: -60.0, through: 60, by: 0x1p-8).map { activation.value($0) }
    let smallest = min(sweep.min()!, activation.value(-.infinity))
    let largest = max(sweep.max()!, activation.value(.infinity))
    #expect(
      smallest == activation.range.lowerBound || smallest - activation.range.lowerBound < 1e-5)
    #expect(largest == activation.range.upperBound)
  }

  /// At steps so small that rounding errors could show, and over all exponents.
  @Test(arguments: names) func monotoneFunctionsAreMonotone(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    var points = Points.mixed(200_000, seed: 2)
    // Also where a kernel goes from one form to another.
    let seams = [-40, -3, -0.5, -0x1p-20, 0.1, 0.5, 3, 25, 39, 40].flatMap { x in
      [x - 50 * abs(x).ulp, x]
    }
    for start in Array(stride(from: -45.0, through: 45, by: 0.037)) + seams {
      var x = start
      for _ in 0..<100 {
        points.append(x)
        x = x.nextUp
      }
    }
    points.sort()
    var values = [Double](repeating: 0, count: points.count)
    var span = values.mutableSpan
    activation.values(of: points.span, into: &span)
    let descents = (1..<values.count).filter { values[$0] < values[$0 - 1] }
    if activation.isMonotone {
      #expect(descents.isEmpty, "\(name) descends at \(points[descents.first ?? 0])")
    } else {
      #expect(descents.count > 100)
    }
  }

  /// Central differences, where the function has a slope; the step error is f‴h²/6.
  @Test(arguments: names) func theSlopeIsTheDerivative(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    let step = 0x1p-17
    for x in stride(from: -12.03, through: 12, by: 0.1) {
      let rise = activation.value(x + step) - activation.value(x - step)
      let slope = activation.valueAndSlope(x).slope
      #expect(abs(rise / (2 * step) - slope) < 2e-9, "\(name) at \(x)")
    }
  }

  @Test(arguments: names) func saturationIsWhereTheSlopeIsSmall(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    for threshold in [0.3, 0.1, 0.01, 1e-6, 1e-300] {
      let saturation = activation.saturation(below: threshold)
      let slope = { (x: Double) in abs(activation.valueAndSlope(x).slope) }
      for (edge, out, end) in [
        (saturation.left, -1.0, activation.tails.left),
        (saturation.right, 1.0, activation.tails.right),
      ] {
        guard let edge else {
          // Not saturated at all on this side, so not at its end either.
          #expect(end == nil || slope(out * .infinity) >= threshold)
          continue
        }
        #expect(slope(edge) < threshold, "\(name) at \(edge)")
        for distance in [1e-3, 0.1, 1, 3, 30, 1e5] {
          // Rounding may lift a slope next to the edge by an ulp or two.
          #expect(slope(edge + out * distance) <= threshold * (1 + 1e-14), "\(name) past \(edge)")
        }
        // One step further in it is not saturated, unless the tail starts there.
        let inside = out < 0 ? edge.nextUp : edge.nextDown
        #expect(edge == end || slope(inside) >= threshold, "\(name) before \(edge)")
        #expect(saturation.contains(edge) && saturation.contains(out * .infinity))
      }
    }
  }

  /// A tail is flat as a whole, so that no function is called saturated where it learns.
  @Test(arguments: names) func noSlopeInASaturatedTailIsLarge(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    for threshold in [0.3, 0.01, 1e-6] {
      let saturation = activation.saturation(below: threshold)
      for x in stride(from: -50.0, through: 50, by: 0.25) where saturation.contains(x) {
        #expect(
          abs(activation.valueAndSlope(x).slope) <= threshold * (1 + 1e-14),
          "\(name) at \(x), \(threshold)")
      }
    }
  }

  @Test(
    "Which tails are flat",
    arguments: [
      ("relu", true, false), ("elu", true, false), ("selu", true, false), ("prelu", false, false),
      ("leaky-relu", false, false), ("softplus", true, false), ("log-sigmoid", false, true),
      ("sigmoid", true, true), ("tanh", true, true), ("hard-sigmoid", true, true),
      ("softsign", true, true), ("gelu", true, false), ("gelu-tanh", true, false),
      ("silu", true, false), ("mish", true, false), ("linear", false, false),
    ])
  func flatTails(_ name: String, _ left: Bool, _ right: Bool) throws {
    let saturation = try #require(ActivationGallery.named(name)).saturation(below: 0.009)
    #expect((saturation.left != nil) == left)
    #expect((saturation.right != nil) == right)
  }

  @Test func aSteepNegativeSideIsNoTail() {
    #expect(PReLU(slope: 3).saturation(below: 0.5) == Saturation(left: nil, right: nil))
    // Its slope of 2 at 0 falls to 1 at the right.
    #expect(ELU(alpha: 2).saturation(below: 0.5).right == nil)
    #expect(ELU(alpha: 0).saturation(below: 0.5) == Saturation(left: 0, right: nil))
  }

  /// `Float` is the rounded `Double`, and the generic formula agrees with the kernel.
  @Test(arguments: names) func otherFormatsAgree(name: String) throws {
    let activation = try #require(ActivationGallery.named(name))
    for x in stride(from: Float(-20), through: 20, by: 0.37) {
      #expect(activation.value(x) == Float(activation.value(Double(x))), "at \(x)")
      let (value, slope) = activation.evaluate(Double(x))
      let exact = activation.valueAndSlope(Double(x))
      #expect(abs(value - exact.value) <= 1e-13 * abs(exact.value) + 1e-15, "\(name) at \(x)")
      #expect(abs(slope - exact.slope) <= 1e-13 * abs(exact.slope) + 1e-15, "\(name) at \(x)")
    }
  }

  @Test func sigmoidsOfOppositeScoresSumToOne() {
    for x in Points.mixed(100_000, seed: 3) {
      #expect(abs(Sigmoid().value(x) + Sigmoid().value(-x) - 1) <= .ulpOfOne, "at \(x)")
    }
  }
}
