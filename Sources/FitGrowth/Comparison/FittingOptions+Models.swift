import ArgumentParser
import GrowthCurves

/// `--model NAME`, `NAME,NAME…` or `auto`, and `--compare`.
extension FittingOptions {
  /// Those that are named, or the candidates of `auto`. A logistic sum has as many phases as were
  /// asked for; where the data decide, as many as it may have.
  var models: [any GrowthModel] {
    guard model != Self.automatic else { return GrowthModels.candidates }
    let count = phases.flatMap { Int($0.rawValue) } ?? LogisticSum.phaseCounts.upperBound
    let named = names.compactMap { GrowthModels.named($0, phases: count) ?? GrowthModels.named($0) }
    guard compare, named.count == 1 else { return named }
    return named + GrowthModels.candidates.filter { $0.name != named[0].name }
  }

  /// As `--model` would have them.
  var modelText: String {
    compare && model != Self.automatic ? models.map { $0.name }.joined(separator: ",") : model
  }

  /// The only one, or the first.
  var growthModel: any GrowthModel { models[0] }

  /// Whether several are compared.
  var comparesModels: Bool { models.count > 1 }

  private static var automatic: String { "auto" }

  private var names: [String] {
    model.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.trimmingPrefix { $0 == " " })
    }
  }

  /// Whether the data decide on the number of phases of a logistic sum.
  var choosesPhases: Bool { hasPhases && (phases ?? .auto) == .auto }

  private var hasPhases: Bool { models.contains { $0 is LogisticSum } }

  /// As given or taken by default; `nil` without a model that has phases.
  var phasesText: String? { hasPhases ? (phases ?? .auto).rawValue : nil }

  func checkPhases() throws {
    guard phases == nil || hasPhases else {
      throw ValidationError("--phases goes with --model logistic-sum; \(model) has no phases")
    }
  }

  /// The fit to report, and the comparison from which it was chosen, where there is one.
  func fit(
    _ series: GrowthSeries, _ fitter: GrowthFitter, _ options: GrowthFitOptions
  ) -> (fit: GrowthFit, comparison: ModelComparison?) {
    guard comparesModels else {
      let fit =
        choosesPhases
        ? fitter.choosePhases(of: series, options: options).fit
        : fitter.fit(growthModel, to: series, options: options)
      return (fit, nil)
    }
    var models = models
    if choosesPhases, let index = models.firstIndex(where: { $0 is LogisticSum }) {
      var quick = options
      quick.intervals = .none
      models[index] = fitter.choosePhases(of: series, options: quick).fit.model
    }
    let comparison = fitter.compare(models, on: series, options: options)
    return (comparison.fit, comparison)
  }

  func checkModels() throws {
    guard model != Self.automatic else { return }
    var seen: Set<String> = []
    for name in names {
      guard name != Self.automatic else {
        throw ValidationError("--model auto stands alone; or list the models to compare")
      }
      guard GrowthModels.named(name) != nil else {
        let known = GrowthModels.all.map { $0.name }.joined(separator: ", ")
        throw ValidationError("there is no model '\(name)'; the models are \(known)")
      }
      guard seen.insert(name).inserted else {
        throw ValidationError("--model names '\(name)' twice")
      }
    }
  }

  /// That some model has a parameter.
  func checkSymbol(_ symbol: String) throws {
    let symbols = models.map { $0.parameters.map { $0.symbol } }
    guard !symbols.contains(where: { $0.contains(symbol) }) else { return }
    guard comparesModels else {
      throw ValidationError(
        "\(model) has no parameter '\(symbol)'; it has \(symbols[0].joined(separator: ", "))")
    }
    let all = zip(models, symbols).map { "\($0.name): \($1.joined(separator: ", "))" }
    throw ValidationError(
      "none of the models has a parameter '\(symbol)' (\(all.joined(separator: "; ")))")
  }
}
