import ArgumentParser
import GrowthCurves

/// `--model NAME`, `NAME,NAME…` or `auto`.
extension FittingOptions {
  /// Those that are named, or the candidates of `auto`.
  var models: [any GrowthModel] {
    model == Self.automatic ? GrowthModels.candidates : names.compactMap { GrowthModels.named($0) }
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
