internal import RealModule

/// Whether sizes rise or fall by more than noise and drift do, whatever the curve.
///
/// The F-test of a curve against a constant would not do: its parameters mean nothing when there is no
/// growth, the search has many chances to find some, and noise that is correlated or has outliers
/// gives it more. The rules and how often they err are in the article Verdicts.
enum Trend {
  case rising, falling, none

  /// A rise below this share of the size could be drift of the instrument: blanks of real plates
  /// drift by up to 3 %, and the weakest growth on the same plates is 19 %.
  static let leastRise = 0.05
  /// A rise of fewer steps of the reading's resolution has no shape.
  static let leastSteps = 3.0
  /// From so many times on the sizes speak for themselves, below together with the curve.
  static let longCount = 30
  /// The share of the variation of running medians that rising steps explain.
  static let medianShare = 0.9
  /// See `MedianSteps.humpEvidence`.
  static let humpEvidence = 120.0
  /// The correlation of successive changes times √n, with which growth after or before a fall counts.
  static let persistence = 3.0
  /// See `TrendSteps.evidence`.
  static let stepEvidence = 35.0

  /// The level of the χ² or F-test against a constant where the size of the errors is known or comes
  /// with the loss: laxer where a handful of points could never pass.
  static func level(degreesOfFreedom: Int) -> Double { degreesOfFreedom < 10 ? 0.05 : 0.001 }

  /// - Precondition: the fit has parameters.
  init(_ fit: GrowthFit, _ data: FitData, _ curve: FittedCurve) {
    self = .none
    guard let statistics = fit.statistics, curve.relativeRange >= Self.leastRise else { return }
    // A curve through as many observations as it has parameters: that they are too few says it all.
    guard statistics.degreesOfFreedom > 0 else {
      self = curve.isRising ? .rising : .falling
      return
    }
    if let tail = statistics.constantTail {
      guard tail < Self.level(degreesOfFreedom: statistics.degreesOfFreedom) else { return }
    }
    let sizes = TimeMeans(data).sizes
    guard !Self.hasFewSteps(sizes, range: curve.range) else { return }
    if sizes.count >= Self.longCount {
      self.init(long: sizes)
    } else if CurveEvidence(fit, data, curve, statistics).isEnough {
      self = curve.isRising ? .rising : .falling
    } else {
      self.init { TrendSteps(sizes, isFalling: $0).evidence(isFalling: $0) }
    }
    guard self == .none else { return }
    let ranks = TrendSteps(ranksOf: sizes)
    self.init { ranks.evidence(isFalling: $0) }
  }

  /// The trend of many sizes.
  private init(long sizes: [Double]) {
    var steps = MedianSteps(sizes)
    if steps.share(isFalling: false) >= Self.medianShare {
      self = .rising
    } else if steps.share(isFalling: true) >= Self.medianShare {
      self = .falling
    } else if Self.changesPersist(sizes), steps.humpEvidence >= Self.humpEvidence {
      self = .rising
    } else {
      self = .none
    }
  }

  /// The trend for which steps have evidence enough.
  private init(steps evidence: (_ isFalling: Bool) -> Double) {
    self =
      evidence(false) >= Self.stepEvidence
      ? .rising : evidence(true) >= Self.stepEvidence ? .falling : .none
  }

  /// Whether changes go on in their direction. Those of noise, correlated or not, do not: they have
  /// correlations from −½ to 0.
  private static func changesPersist(_ sizes: [Double]) -> Bool {
    let changes = zip(sizes.dropFirst(), sizes).map { $0 - $1 }
    var squares = 0.0
    var products = 0.0
    for i in changes.indices {
      squares += changes[i] * changes[i]
      if i > 0 { products += changes[i - 1] * changes[i] }
    }
    return products >= persistence * squares / Double(changes.count).squareRoot()
  }

  /// Whether the curve rises by fewer than `leastSteps` steps of rounded sizes.
  private static func hasFewSteps(_ sizes: [Double], range: Double) -> Bool {
    // A step is no larger than the least change there is.
    var least = Double.infinity
    for i in sizes.indices.dropFirst() {
      let change = (sizes[i] - sizes[i - 1]).magnitude
      if change > 0 { least = min(least, change) }
    }
    return range < leastSteps * least && range < leastSteps * SizeNoise.resolution(of: sizes)
  }
}
