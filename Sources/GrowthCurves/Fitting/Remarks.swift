extension GrowthFit {
  /// Sentences about numbers that a reader may stumble over, though nothing is wrong with the fit.
  public var remarks: [String] {
    guard status != .notFitted, let first = series.times.first else { return [] }
    var remarks: [String] = []
    let derivation = Derivation(model: model, series: series)
    let lag = derivation.value(of: .lagTime, at: values)
    if lag < first, !verdicts.contains(.noGrowth), !verdicts.contains(.declining) {
      remarks.append(
        "the lag time lies before the first observation: growth was under way, and the data show no lag"
      )
    }
    if series.offsetStandardError > 0, offsetResponse == nil, !options.intervals.isBootstrap {
      remarks.append(
        "the limits leave out the error of the blank: with the blank moved by one standard error the fit does not converge"
      )
    }
    return remarks
  }
}
