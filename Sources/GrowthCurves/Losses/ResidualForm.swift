internal import RealModule
package import Statistics

/// How an observation's residual follows from the model's size: the scale on which they are
/// compared, and the loss as a transformation of the residual. Everything is in the fit's units.
package struct ResidualForm: Sendable, Hashable {
  package enum Transformation: Sendable, Hashable {
    case none
    case robust(RobustLoss, scale: Double)
    case counts(CountErrors)
  }

  package var scale: SizeScale
  package var transformation: Transformation

  package init(scale: SizeScale, transformation: Transformation) {
    self.scale = scale
    self.transformation = transformation
  }

  /// N − y.
  static let difference = ResidualForm(scale: .linear, transformation: .none)

  /// The plain residual on the same scale.
  var plain: ResidualForm { ResidualForm(scale: scale, transformation: .none) }

  /// Whether the model must be positive.
  var needsPositiveSizes: Bool {
    if case .counts = transformation { return true }
    return scale == .log
  }

  /// The residual of an observation and its slope in the model's size; not finite where the model
  /// has no business.
  ///
  /// - Parameter rootWeight: √w, by which a robust loss tells how distant a residual is. The residual
  ///   that is returned is to be multiplied by it, whatever the loss.
  @inline(__always)
  package func residual(
    _ size: Double, _ observed: Double, rootWeight: Double
  ) -> (value: Double, slope: Double) {
    if case .counts(let errors) = transformation { return errors.residual(size, observed) }
    let plain =
      scale == .linear ? (value: size - observed, slope: 1) : Self.logRatio(size, observed)
    guard case .robust(let loss, let s) = transformation else { return plain }
    let unit = s / rootWeight
    let (value, slope) = loss.pseudoResidual(plain.value / unit)
    return (unit * value, slope * plain.slope)
  }

  /// ln N − ln y, without cancellation where they are near.
  private static func logRatio(_ size: Double, _ observed: Double) -> (value: Double, slope: Double)
  {
    guard size >= .leastNormalMagnitude else { return (.nan, .nan) }
    let excess = (size - observed) / observed
    let value =
      excess.magnitude < 0.5
      ? Double.log(onePlus: excess) : Double.log(size) - Double.log(observed)
    return (value, 1 / size)
  }

  /// In proportion to one over the variance of an observation of this size, about, for start values.
  ///
  /// - Parameters:
  ///   - largest: the largest size.
  ///   - one: a count of one.
  func precision(_ observed: Double, largest: Double, one: Double) -> Double {
    if case .counts(let errors) = transformation {
      return 1 / errors.variance(mean: max(observed, min(one, largest)))
    }
    guard scale == .log else { return 1 }
    let ratio = min(largest / observed, 1e6)
    return ratio * ratio
  }
}
