internal import Activations
internal import RealModule

/// Steps through the running medians of three sizes, which no single reading can move: a bubble, the
/// first reading of a cold plate.
struct MedianSteps {
  private let medians: [Double]
  private let totalSquares: Double
  private var regression: IsotonicRegression

  /// - Precondition: at least three sizes.
  init(_ sizes: [Double]) {
    var medians = sizes
    for i in 1..<(sizes.count - 1) {
      let (a, b, c) = (sizes[i - 1], sizes[i], sizes[i + 1])
      medians[i] = max(min(a, b), min(max(a, b), c))
    }
    medians[0] = medians[1]
    medians[sizes.count - 1] = medians[sizes.count - 2]
    self.medians = medians
    totalSquares = medians.squaresAboutMean
    regression = IsotonicRegression(capacity: sizes.count)
  }

  /// 1 − RSS/TSS of the closest rising, or falling, steps.
  mutating func share(isFalling: Bool) -> Double {
    guard totalSquares > 0 else { return 0 }
    var rest = medians
    regression.subtractSteps(from: &rest, in: 0..<rest.count, isFalling: isFalling)
    return 1 - Reductions.sumOfSquares(rest.span) / totalSquares
  }

  /// n·ln(RSS₁/RSS₂): how much is gained when falling steps may rise once, where the sizes rise most.
  /// It finds growth after a fall, and growth before one.
  var humpEvidence: Double {
    mutating get {
      var falling = medians
      regression.subtractSteps(from: &falling, in: 0..<falling.count, isFalling: true)
      let (bottom, top) = largestRise
      var rest = medians
      regression.subtractSteps(from: &rest, in: 0..<bottom, isFalling: true)
      regression.subtractSteps(from: &rest, in: bottom..<(top + 1), isFalling: false)
      regression.subtractSteps(from: &rest, in: (top + 1)..<rest.count, isFalling: true)
      let before = Reductions.sumOfSquares(falling.span)
      let after = Reductions.sumOfSquares(rest.span)
      guard before > after else { return 0 }
      return Double(medians.count) * Double.log(before / after)
    }
  }

  /// From where to where the medians rise most.
  private var largestRise: (bottom: Int, top: Int) {
    var lowest = 0
    var best = (bottom: 0, top: 0)
    for i in medians.indices {
      if medians[i] <= medians[lowest] { lowest = i }
      if medians[i] - medians[lowest] > medians[best.top] - medians[best.bottom] {
        best = (lowest, i)
      }
    }
    return best
  }
}

extension [Double] {
  /// Σ(xᵢ − x̄)²
  var squaresAboutMean: Double {
    let mean = Reductions.sum(span) / Double(count)
    var squares = 0.0
    for value in self { squares += (value - mean) * (value - mean) }
    return squares
  }
}
