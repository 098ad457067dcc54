import ArgumentParser
import CommandSupport
import Dynamics
import GrowthCurves
import Tables

/// `fit-growth models`: every model with its formula, parameters and source.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the growth models: formula, parameters, source.")

  func run() throws {
    let curves = GrowthModels.all.map(Self.description).joined(separator: "\n")
    let populations = PopulationModels.all.map { model in
      Self.description(
        model.name, model.formula, model.reference, model.parameters + model.initialSizes)
    }
    let chance = Self.description(
      BirthDeathProcess.name, BirthDeathProcess.formula, BirthDeathProcess.reference,
      BirthDeathProcess.parameters + [BirthDeathProcess.initialSize])
    try StandardStreams.write(
      """
      Growth models, which fit-growth fits (--model NAME) and simulates

      \(curves)
      --model auto compares \(GrowthModels.candidates.map { $0.name }.joined(separator: ", "))

      Population models, which fit-growth simulate NAME simulates

      \((populations + [chance]).joined(separator: "\n"))
      """)
  }

  private static func description(_ model: any GrowthModel) -> String {
    var table = TextTable(["  parameter", "unit", "meaning"], [.left, .left, .left])
    for parameter in model.parameters {
      table.append([
        "  " + parameter.symbol, parameter.dimension.rawValue, parameter.meaning,
      ])
    }
    return """
      \(model.name)\(model is LogisticSum ? "   (here with 2 of up to 4 phases)" : "")
        N(t) = \(model.formula)\(model.usesElapsedTime ? "   (t from the origin of time)" : "")
        \(model.reference)
      \(table.text)
      """
  }

  private static func description(
    _ name: String, _ formula: String, _ reference: String, _ parameters: [PopulationParameter]
  ) -> String {
    var table = TextTable(
      ["  parameter", "unit", "default", "meaning"], [.left, .left, .right, .left])
    for parameter in parameters {
      table.append([
        "  " + parameter.symbol, parameter.dimension.rawValue,
        NumberText.text(parameter.defaultValue), parameter.meaning,
      ])
    }
    return """
      \(name)
        \(formula)
        \(reference)
      \(table.text)
      """
  }
}
