import ArgumentParser
import CommandSupport
import GrowthCurves

/// `fit-growth models`: every model with its formula, parameters and source.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the growth models: formula, parameters, source.")

  func run() throws {
    let text = GrowthModels.all.map(Self.description).joined(separator: "\n")
    let candidates = GrowthModels.candidates.map { $0.name }.joined(separator: ", ")
    try StandardStreams.write(text + "\n--model auto compares \(candidates)\n")
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
}
