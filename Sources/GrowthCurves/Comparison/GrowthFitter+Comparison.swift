extension GrowthFitter {
  /// Fits several models to one series and ranks them.
  ///
  /// Confidence limits by profile or bootstrap are found for the chosen model alone. Start values and
  /// domains in the options apply to every model that has a parameter of that symbol.
  ///
  /// A model that fits worse than a special case of it is fitted again from there, so that no ranking
  /// rests on a search that ended in the wrong place.
  ///
  /// - Parameter models: at least one; with the same name only once.
  public func compare(
    _ models: [any GrowthModel] = GrowthModels.candidates, on series: GrowthSeries,
    options: GrowthFitOptions = GrowthFitOptions()
  ) -> ModelComparison {
    precondition(!models.isEmpty, "there is nothing to compare")
    precondition(
      Set(models.map { $0.name }).count == models.count, "a model is compared with itself")
    var quick = options
    quick.intervals = options.intervals.isQuick ? options.intervals : .wald
    var fits = models.map { fit($0, to: series, options: quick) }
    for outer in fits.indices {
      for inner in fits.indices { improve(&fits[outer], from: fits[inner]) }
    }
    var forConstant = quick
    forConstant.domains = [:]
    forConstant.startValues = [:]
    let constant = fit(ConstantSize(), to: series, options: forConstant)
    let comparison = ModelComparison(fits, constant: constant)
    guard !options.intervals.isQuick else { return comparison }

    let chosen = comparison.fit.model.name
    guard let index = fits.firstIndex(where: { $0.model.name == chosen }) else { return comparison }
    var thorough = options
    thorough.startValues = fits[index].options.startValues
    fits[index] = fit(fits[index].model, to: series, options: thorough)
    return ModelComparison(fits, constant: constant)
  }

  /// Fits again from a special case that fits better.
  private func improve(_ outer: inout GrowthFit, from inner: GrowthFit) {
    guard let relation = NestedModels.relation(inner.model.name, in: outer.model.name),
      relation.holds(inner, outer), inner.exclusion == nil,
      // Through noise there are as many minima as there are curves.
      !inner.verdicts.contains(.noGrowth),
      let least = inner.statistics?.residualSumOfSquares,
      let found = outer.statistics?.residualSumOfSquares,
      outer.exclusion != nil || found > least * (1 + 1e-9),
      let start = relation.embedded(inner, in: outer.model)
    else { return }
    var options = outer.options
    let maximumStarts = options.maximumStarts
    options.startValues = start
    // From there alone: the search has been made.
    options.maximumStarts = 1
    let again = fit(outer.model, to: outer.series, options: options)
    guard again.exclusion == nil, let squares = again.statistics?.residualSumOfSquares,
      outer.exclusion != nil || squares < found
    else { return }
    outer = again
    outer.options.maximumStarts = maximumStarts
  }
}

extension IntervalMethod {
  /// Whether the limits cost next to nothing.
  var isQuick: Bool {
    switch self {
    case .none, .wald: true
    case .profile, .bootstrap: false
    }
  }
}

extension GrowthBatch {
  /// Compares models on every series; the results stand in the order of the series and are the same,
  /// to the last bit, for any number of threads.
  public static func compare(
    _ models: [any GrowthModel] = GrowthModels.candidates, on series: [GrowthSeries],
    options: GrowthFitOptions = GrowthFitOptions(), threads: Int = 1,
    progress: (@Sendable (_ done: Int) -> Void)? = nil
  ) -> [ModelComparison] {
    map(count: series.count, threads: threads, progress: progress) { fitter, index in
      fitter.compare(models, on: series[index], options: options)
    }
  }
}
