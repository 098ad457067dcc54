import CommandSupport
import Dynamics

/// A simulation for people.
struct SimulationTable {
  let simulation: Simulation

  init(_ simulation: Simulation) { self.simulation = simulation }

  var text: String {
    let model = simulation.model
    var parts = ["\(model.name): \(model.formula)\n", parameters]
    if !simulation.equilibria.isEmpty { parts.append(equilibria) }
    if !simulation.notes.isEmpty {
      parts.append(simulation.notes.map { $0 + "\n" }.joined())
    }
    parts.append(sizes)
    return parts.joined(separator: "\n")
  }

  private var parameters: String {
    var table = TextTable(["parameter", "value", "unit", ""], [.left, .right, .left, .left])
    for value in simulation.model.parameters + simulation.model.initial {
      table.append([
        value.symbol, SignificantDigits.text(value.value), value.unit,
        value.meaning + (value.isDefault ? " (default)" : ""),
      ])
    }
    return table.text
  }

  private var equilibria: String {
    let symbols = simulation.columns.filter { $0.replicate == 0 }.map { $0.species }
    var table = TextTable(
      ["equilibrium"] + symbols.dropFirst().map { _ in "" } + [
        "stability", "growth of deviations",
      ],
      [.right] + symbols.dropFirst().map { _ in .right } + [.left, .left])
    for equilibrium in simulation.equilibria {
      let sizes = zip(symbols, equilibrium.sizes).map { "\($0) = \(SignificantDigits.text($1, 5))" }
      let rates = equilibrium.growthRates.map { SignificantDigits.text($0, 4) }
      table.append(sizes + [equilibrium.stability.rawValue, rates.joined(separator: ", ")])
    }
    return table.text
  }

  private var sizes: String {
    let columns = simulation.columns
    var table = TextTable(
      ["time"] + columns.map { $0.name }, [.right] + columns.map { _ in .right })
    for (i, time) in simulation.times.enumerated() {
      table.append(
        [SignificantDigits.text(time)] + columns.map { SignificantDigits.text($0.sizes[i]) })
    }
    return table.text
  }
}
