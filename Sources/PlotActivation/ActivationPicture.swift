import Activations
import Charts
import CommandSupport
import Tables

/// The picture of some activations.
struct ActivationPicture {
  let from: Double
  let to: Double
  /// Of the largest |slope|, below which a tail is saturated.
  let fraction: Double
  let hasDerivative: Bool

  func figure(_ chosen: [ChosenActivation]) -> Figure {
    let part = NumberText.text(fraction)
    if chosen.count == 1 {
      return Figure(
        chart(chosen[0]),
        notes: [
          "f(x) = \(chosen[0].formulaText); range \(chosen[0].rangeText).",
          saturationText(chosen[0]),
        ], summary: "\(chosen[0].activation.name) and where it is saturated")
    }
    var notes = [
      "Shaded: saturated, the tails where |f′(x)| is below \(part) of its largest value. Formula and range:"
    ]
    notes += chosen.map { "\($0.activation.name): \($0.formulaText); \($0.rangeText)" }
    return Figure(
      chosen.map(chart), columns: chosen.count <= 4 ? min(chosen.count, 2) : nil,
      title: "Activation functions\(hasDerivative ? " and their derivatives" : "")",
      notes: notes, sharesX: true,
      summary: chosen.map { $0.activation.name }.joined(separator: ", "))
  }

  private func chart(_ chosen: ChosenActivation) -> Chart {
    let activation = chosen.activation
    let curve = ActivationCurve(activation, from: from, to: to)
    var layers: [Layer] = SlopeFacts(activation, fraction: fraction).saturation.ranges
      .filter { $0.lowerBound < to && $0.upperBound > from }
      .map { .shade(x: $0, name: "saturated") }
    layers.append(.rule(y: 0, ink: .lightGrey, width: 0.5, dash: .solid))
    if from < 0, to > 0 {
      layers.append(.rule(x: 0, ink: .lightGrey, width: 0.5, dash: .solid))
    }
    layers.append(.line(x: curve.x, y: curve.values, name: "f(x)"))
    if hasDerivative {
      layers.append(
        .line(
          x: curve.x, y: curve.slopes, name: "f′(x)", ink: .vermillion, width: 1, dash: .dashed))
    }
    return Chart(
      title: activation.name, x: Axis("x", range: from...to), y: Axis(""), layers: layers)
  }

  /// Which tails are saturated, and by which measure.
  private func saturationText(_ chosen: ChosenActivation) -> String {
    let facts = SlopeFacts(chosen.activation, fraction: fraction)
    let part = NumberText.text(fraction)
    if facts.largest == 0 { return "Saturated everywhere (shaded): f′(x) = 0." }
    let bound =
      "|f′(x)| < \(part) · max |f′| = \(SignificantDigits.text(facts.threshold, 3))"
    let tails = [
      facts.saturation.left.map { "x ≤ \(Self.text($0))" },
      facts.saturation.right.map { "x ≥ \(Self.text($0))" },
    ].compactMap { $0 }
    return tails.isEmpty
      ? "Nowhere saturated: no tail has \(bound)."
      : "Saturated (shaded), \(bound): \(tails.joined(separator: " and "))."
  }

  private static func text(_ value: Double) -> String {
    // Where the slope is exactly 0 the tail begins at the smallest number.
    if abs(value) < 1e-9 { return "0" }
    let text = SignificantDigits.text(value, 3)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}
