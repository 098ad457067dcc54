import Charts
import GrowthCurves

/// What the report says of one series, computed on the thread that fitted it.
struct ReportItem: Sendable {
  var result: SeriesResult
  /// In the order of `DerivedQuantity.Kind`; empty when not fitted.
  var derived: [DerivedQuantity]
  var tests: ResidualTests?
  var modelFree: ModelFreeEstimates?
  /// The fit, and its residuals where there is a curve.
  var pictures: [Figure]

  var fit: GrowthFit { result.fit }
  var name: String { fit.series.name }
  /// A curve through noise has no quantities to compare.
  var grows: Bool { fit.status != .notFitted && !fit.verdicts.contains(.noGrowth) }
  var attention: Attention { Attention(fit) }

  func quantity(_ kind: DerivedQuantity.Kind) -> DerivedQuantity? {
    derived.first { $0.kind == kind }
  }

  /// An estimate of the fit where something grows.
  func comparable(_ kind: DerivedQuantity.Kind) -> Double? {
    grows ? finiteOrNil(quantity(kind)?.estimate) : nil
  }
}
