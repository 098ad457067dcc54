import Activations
import CommandSupport
import Tables

/// An activation with what its name does not say.
struct ChosenActivation: Sendable {
  var activation: any Activation
  /// The values of the letters in the formula, such as `alpha = 1`.
  var parameters: [(name: String, value: Double)]

  /// As text: `a = 0.25`.
  var parameterText: String {
    parameters.map { name, value in
      // To six digits, without noughts at the end.
      let rounded = Double(SignificantDigits.text(value)) ?? value
      return "\(name) = \(NumberText.text(rounded))"
    }.joined(separator: ", ")
  }

  /// The formula and the values of its letters.
  var formulaText: String {
    parameters.isEmpty ? activation.formula : "\(activation.formula), \(parameterText)"
  }

  /// The values that the function takes, with its limits.
  var rangeText: String {
    let range = activation.range
    return "\(Self.text(range.lowerBound)) … \(Self.text(range.upperBound))"
  }

  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return value < 0 ? "−∞" : "∞" }
    let text = value == value.rounded() ? NumberText.text(value) : SignificantDigits.text(value, 4)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}

/// Activations by name, with the parameters that were given.
struct ActivationChoice {
  private let all: [ChosenActivation]
  private let alpha: Double?
  private let slope: Double?

  /// - Parameters:
  ///   - alpha: of `elu`.
  ///   - slope: of `prelu` on the negative side.
  init(alpha: Double?, slope: Double?) throws(CommandFailure) {
    if let alpha, !(alpha.isFinite && alpha >= 0) {
      throw CommandFailure(.wrongUsage, "--alpha is a finite number from 0 up")
    }
    if let slope, !slope.isFinite {
      throw CommandFailure(.wrongUsage, "--slope is a finite number")
    }
    self.alpha = alpha
    self.slope = slope
    all = ActivationGallery.all.map { activation in
      switch activation {
      case let elu as ELU:
        let elu = alpha.map { ELU(alpha: $0) } ?? elu
        return ChosenActivation(activation: elu, parameters: [("alpha", elu.alpha)])
      case let prelu as PReLU:
        let prelu = slope.map { PReLU(slope: $0) } ?? prelu
        return ChosenActivation(activation: prelu, parameters: [("a", prelu.slope)])
      case is SELU:
        // Klambauer et al. 2017, rounded.
        return ChosenActivation(
          activation: activation,
          parameters: [("lambda", 1.0507009873554805), ("alpha", 1.6732632423543772)])
      default: return ChosenActivation(activation: activation, parameters: [])
      }
    }
  }

  /// The activations of some names, each once; `all` stands for all.
  func activations(_ names: [String]) throws(CommandFailure) -> [ChosenActivation] {
    let known = all.map { $0.activation.name }
    for name in names where name != "all" && !known.contains(name) {
      let near = nearestName(to: name, in: known).map { "; did you mean '\($0)'?" } ?? ""
      throw CommandFailure(
        .wrongUsage,
        "there is no activation '\(name)'\(near)\nknown: \(known.joined(separator: ", "))")
    }
    if names.contains("all") { return all }
    if alpha != nil, !names.contains("elu") {
      throw CommandFailure(.wrongUsage, "--alpha belongs to elu")
    }
    if slope != nil, !names.contains("prelu") {
      throw CommandFailure(.wrongUsage, "--slope belongs to prelu")
    }
    var chosen: [ChosenActivation] = []
    for name in names where !chosen.contains(where: { $0.activation.name == name }) {
      chosen += all.filter { $0.activation.name == name }
    }
    return chosen
  }

  /// Every activation with its formula, its range and its parameters.
  var list: String {
    var table = TextTable(["name", "formula", "range"], [.left, .left, .left])
    for chosen in all {
      table.append([chosen.activation.name, chosen.formulaText, chosen.rangeText])
    }
    return table.text
  }
}
