import CommandSupport
import Dynamics

extension Simulation {
  /// What a reader should know besides the sizes: the yield of a harvest, extinctions, an early end.
  var notes: [String] {
    harvestNotes + extinctionNotes + (trouble.map { [$0] } ?? [])
  }

  private var harvestNotes: [String] {
    guard let harvest, let initial = model.initial.first?.value else { return [] }
    func shown(_ value: Double) -> String { SignificantDigits.text(value, 4) }
    let (symbol, best) =
      harvest.kind == .constant ? ("H", "") : ("E", " with E = r/2 = \(shown(harvest.atMaximum))")
    let maximum =
      "maximum sustainable yield r*K/4 = \(shown(harvest.maximumSustainableYield)) at N = K/2 = "
      + shown(harvest.sizeAtMaximum) + best
    let relation =
      harvest.exceedsMaximum
      ? "is more than" : harvest.taken == harvest.atMaximum ? "is" : "is less than"
    let reference = harvest.kind == .constant ? "the maximum sustainable yield" : "r/2"
    let fate =
      switch harvest.outcome(from: initial) {
      case .extinction: "no population bears it"
      case .startTooSmall: "the population is too small at first to bear it"
      case .sustained:
        "the population approaches \(shown(harvest.sustainedSize ?? 0)) and yields "
          + "\(shown(harvest.sustainedYield ?? 0)) a unit of time"
      }
    return [maximum, "\(symbol) = \(shown(harvest.taken)) \(relation) \(reference): \(fate)"]
  }

  private var extinctionNotes: [String] {
    let times = columns.compactMap { $0.extinctionTime }.sorted()
    guard let first = times.first else { return [] }
    guard model.isRandom, columns.count > 1 else {
      return ["the population dies out at time \(SignificantDigits.text(first))"]
    }
    return [
      "\(times.count) of \(columns.count) replicates die out, the first at time "
        + SignificantDigits.text(first)
    ]
  }
}
