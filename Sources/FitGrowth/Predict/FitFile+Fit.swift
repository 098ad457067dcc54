import ArgumentParser
import CommandSupport
import GrowthCurves
import LeastSquares

extension FitFile {
  /// The fit as it was: fitted again to the observations in the file, from the estimates in the file.
  ///
  /// - Throws: where that does not lead back to the estimates: the file was changed, or another
  ///   version made it.
  func refit(_ fit: Fit, _ fitter: GrowthFitter) throws(CommandFailure) -> GrowthFit {
    let phases = fit.parameters.count / 3
    guard
      let model = GrowthModels.named(fit.model, phases: phases) ?? GrowthModels.named(fit.model)
    else {
      throw CommandFailure(.badData, "series \(fit.series): there is no model \(fit.model)")
    }
    let symbols = model.parameters.map { $0.symbol }
    let isFitted = fit.status != GrowthFit.Status.notFitted.rawValue
    guard fit.parameters.map({ $0.name }) == (isFitted ? symbols : []) else {
      throw CommandFailure(
        .badData,
        "series \(fit.series): \(fit.model) has the parameters "
          + "\(symbols.joined(separator: ", "))")
    }
    let offsetError = fit.statistics?.offsetStandardError ?? 0
    guard offsetError >= 0, offsetError.isFinite else {
      throw CommandFailure(
        .badData, "series \(fit.series): a standard error of \(offsetError) is none")
    }
    let series: GrowthSeries
    do {
      series = try GrowthSeries(
        name: fit.series, times: fit.observations.times, sizes: fit.observations.sizes,
        weights: fit.observations.weights ?? [], origin: fit.observations.origin
      ).with(offsetStandardError: offsetError)
    } catch {
      throw CommandFailure(.badData, "series \(fit.series): \(error)")
    }
    let found = fitter.fit(model, to: series, options: try fitOptions(fit))
    let agrees = zip(found.values, fit.parameters).allSatisfy { value, stored in
      stored.estimate.map { (value - $0).magnitude <= 1e-6 * max(value.magnitude, $0.magnitude) }
        ?? !value.isFinite
    }
    guard agrees || fit.status != GrowthFit.Status.converged.rawValue else {
      throw CommandFailure(
        .badData,
        "series \(fit.series): its observations do not lead to its parameters; was the file changed?"
      )
    }
    return found
  }

  private func fitOptions(_ fit: Fit) throws(CommandFailure) -> GrowthFitOptions {
    guard options.confidence > 0, options.confidence < 1 else {
      throw CommandFailure(.badData, "a confidence of \(options.confidence) is none")
    }
    // Symbols are checked against all models that were asked for.
    var arguments = ["--model", options.model]
    for (name, value) in [
      ("--phases", options.phases), ("--bound", options.bound), ("--fix", options.fix),
    ] {
      if let value { arguments += [name, value] }
    }
    var result: GrowthFitOptions
    do { result = try FittingOptions.parse(arguments).fitOptions() } catch {
      throw CommandFailure(.badData, "series \(fit.series): \(FittingOptions.message(for: error))")
    }
    result.confidence = options.confidence
    result.intervals = intervalMethod
    guard let loss = Loss(rawValue: options.loss), let scale = SizeScale(rawValue: options.scale)
    else {
      throw CommandFailure(
        .badData, "there is no loss \(options.loss) on the scale \(options.scale)")
    }
    result.loss = loss
    result.scale = scale
    result.hasKnownVariance = options.sigma != nil
    for parameter in fit.parameters {
      guard parameter.fixed else {
        result.startValues[parameter.name] = parameter.estimate
        continue
      }
      // Also what a model holds by itself, in the unit of the file's times.
      result.domains[parameter.name] = parameter.estimate.map { .fixed($0) }
    }
    return result
  }

  private var intervalMethod: IntervalMethod {
    switch options.intervals {
    case "profile": .profile
    case "bootstrap":
      .bootstrap(
        options.bootstrap.flatMap { BootstrapKind(rawValue: $0) } ?? .residual,
        replicates: options.resamples ?? 999, seed: options.seed)
    case "none": .none
    default: .wald
    }
  }
}
