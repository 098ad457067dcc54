import Charts
import CommandSupport
import Dynamics

/// The sizes of a simulation against time.
struct SimulationPicture {
  private let simulation: Simulation
  /// More lines than this hide each other.
  private static let mostLines = 100

  init(_ simulation: Simulation) { self.simulation = simulation }

  var figure: Figure {
    let model = simulation.model
    let chart = Chart(
      title: model.name, subtitle: model.formula, x: Axis("time"),
      y: Axis("size", includesZero: true), layers: equilibria + lines)
    return Figure(chart, notes: notes, width: .millimetres(120))
  }

  private var species: [String] {
    var names: [String] = []
    for column in simulation.columns where !names.contains(column.species) {
      names.append(column.species)
    }
    return names
  }

  private var lines: [Layer] {
    let species = species
    return species.enumerated().flatMap { index, name -> [Layer] in
      let columns = simulation.columns.filter { $0.species == name }
      let ink = Ink.series(index)
      let meaning = simulation.model.initial.count > 1 ? name : "size \(name)"
      guard columns.count > 1 else {
        return [line(columns[0].sizes, name: meaning, ink: ink, isNoisy: hasNoise)]
      }
      let runs = columns.prefix(Self.mostLines).map {
        line(
          $0.sizes, name: species.count > 1 ? "replicates of \(name)" : "replicates",
          ink: pale(ink),
          width: 0.4, isNoisy: hasNoise)
      }
      return runs + [
        line(mean(columns), name: species.count > 1 ? "mean of \(name)" : "mean", ink: ink)
      ]
    }
  }

  private var hasNoise: Bool { simulation.chance.noise != nil }

  private func line(
    _ sizes: [Double], name: String, ink: Ink, width: Double = 1.4, isNoisy: Bool = false
  ) -> Layer {
    isNoisy
      ? .points(
        x: simulation.times, y: sizes, name: name, ink: ink, isFilled: true,
        size: sizes.count > 200 ? 1.5 : 2.5)
      : .line(
        x: simulation.times, y: sizes, name: name, ink: ink, width: width,
        steps: simulation.model.isRandom && width < 1 ? .after : nil)
  }

  /// Lighter, so that the mean stands out.
  private func pale(_ ink: Ink) -> Ink {
    switch ink {
    case .blue: .rgb(0xA6CDE6)
    case .vermillion: .rgb(0xF0BF99)
    default: .lightGrey
    }
  }

  private func mean(_ columns: [Simulation.Column]) -> [Double] {
    simulation.times.indices.map { index in
      columns.reduce(0) { $0 + $1.sizes[index] } / Double(columns.count)
    }
  }

  /// One line a species, where the state is no boundary of all.
  private var equilibria: [Layer] {
    let species = species
    return simulation.equilibria.flatMap { equilibrium in
      zip(species, equilibrium.sizes).enumerated().compactMap { index, pair -> Layer? in
        let (name, size) = pair
        // Of several species, only where all of them live.
        guard size.isFinite, species.count == 1 || equilibrium.sizes.allSatisfy({ $0 > 0 }) else {
          return nil
        }
        let number = SignificantDigits.text(size, 4).trimmedZeros
        return .rule(
          y: size,
          name: "\(equilibrium.stability.rawValue) equilibrium, \(name) = \(number)",
          ink: species.count == 1 ? .grey : .series(index),
          dash: equilibrium.stability == .stable ? .dashed : .dotted)
      }
    }
  }

  private var notes: [String] {
    let values = (simulation.model.parameters + simulation.model.initial).map {
      "\($0.symbol) = \(SignificantDigits.text($0.value, 6).trimmedZeros)"
    }
    var notes = [values.joined(separator: ", ")]
    let replicates = simulation.chance.replicates
    if simulation.model.isRandom || hasNoise {
      notes[0] += "; seed \(simulation.chance.seed)"
    }
    if replicates > 1 {
      notes[0] += ", \(replicates) replicates"
      if replicates > Self.mostLines {
        notes[0] += " (the first \(Self.mostLines) are drawn; the mean is that of all)"
      }
    }
    notes[0] += "."
    return notes + simulation.notes.map { $0.capitalizedFirst + "." }
  }
}

extension String {
  /// For a sentence. Symbols stay as they are.
  fileprivate var capitalizedFirst: String {
    guard let second = dropFirst().first, second.isLowercase else { return self }
    return prefix(1).uppercased() + dropFirst()
  }
}
