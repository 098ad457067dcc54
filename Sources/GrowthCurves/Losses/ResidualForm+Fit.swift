internal import Statistics

extension GrowthFit {
  /// The least squares problem whose minimum this fit is.
  ///
  /// - Parameters:
  ///   - model: the fit's own, by its type.
  ///   - data: the fit's series, or a resample of it.
  func problem<Model: GrowthModel>(_ model: Model, _ data: FitData) -> GrowthProblem<Model> {
    GrowthProblem(
      model: model, data: data, form: ResidualForm(options, lossScale: lossScale, in: data))
  }
}

extension ResidualForm {
  /// The form of a fit with these options.
  ///
  /// - Parameter lossScale: as a fit reports it, in the units of the data.
  init(_ options: GrowthFitOptions, lossScale: Double?, in data: FitData) {
    scale = options.scale
    if let robust = options.loss.robust {
      let unit = Self.robustUnit(options, data)
      transformation = .robust(robust, scale: (lossScale ?? 1) / unit)
    } else if options.loss.isOfCounts {
      let theta = (lossScale ?? .infinity) / data.sizeScale
      transformation = .counts(CountErrors(theta: theta))
    } else {
      transformation = .none
    }
  }

  /// The scale of the loss in the units of the data; `nil` where there is none.
  func lossScale(_ options: GrowthFitOptions, in data: FitData) -> Double? {
    switch transformation {
    case .none: nil
    case .robust(_, let scale): scale * Self.robustUnit(options, data)
    case .counts(let errors):
      options.loss == .negativeBinomial ? errors.theta * data.sizeScale : nil
    }
  }

  /// The unit of s: that of the sizes, unless residuals come in units of their own.
  private static func robustUnit(_ options: GrowthFitOptions, _ data: FitData) -> Double {
    options.scale == .log || options.hasKnownVariance ? 1 : data.sizeScale
  }
}
