internal import Statistics

/// How sure the choice among models is.
public struct ModelChoice: Sendable, Hashable {
  public enum Certainty: String, Sendable {
    /// The best holds 95 % of the weight, alone or with models that contain it and add nothing.
    case clear
    /// It is the best supported, but others remain possible.
    case likely
    /// Another model, not one that contains the best, is within Δ = 2 of it.
    case undecided
    /// Only one model could be ranked.
    case only
    /// No model could be ranked; the reported fit is the first that could be fitted.
    case unranked
    /// Nothing grows: no curve is better than a constant.
    case noGrowth = "no-growth"
  }

  public var certainty: Certainty
  /// For the reader.
  public var sentence: String
}

extension ModelComparison {
  /// How sure the choice is, in a word and in a sentence.
  public var choice: ModelChoice {
    guard hasGrowth else {
      return ModelChoice(
        certainty: .noGrowth,
        sentence:
          "no curve stands out from a constant size: there is no growth to choose a model by")
    }
    let ranked = ranked
    guard let best = ranked.first else {
      let first = fit.model.name
      return ModelChoice(
        certainty: .unranked,
        sentence: fit.status == .notFitted
          ? "no model could be fitted"
          : "no model can be ranked; \(first), the first that could be fitted, is reported")
    }
    guard ranked.count > 1 else {
      return ModelChoice(
        certainty: .only, sentence: "\(best.name) is the only model that could be ranked" + notes)
    }
    // A model that contains the best one and is ranked below it adds nothing that pays for its
    // parameters; it is no rival.
    let others = ranked.dropFirst()
    let extensions = others.filter { NestedModels.relation(best.name, in: $0.name) != nil }
    let rivals = others.filter { entry in !extensions.contains { $0.name == entry.name } }
    let near = rivals.filter { $0.delta! <= 2 }
    let certainty: ModelChoice.Certainty =
      !near.isEmpty
      ? .undecided
      : (extensions.reduce(best.weight!) { $0 + $1.weight! } >= 0.95 ? .clear : .likely)
    var parts: [String] = []
    if !near.isEmpty {
      parts.append(
        "the data do not tell \(([best] + near).map { $0.name }.listed) apart")
    } else if let next = rivals.first {
      let times = Self.times(AkaikeWeights.evidenceRatio(delta: next.delta!))
      parts.append("\(best.name) is \(times) as well supported as the next, \(next.name)")
    }
    let idle = extensions.filter { $0.delta! < 7 }.map { $0.name }
    if !idle.isEmpty {
      parts.append(
        "\(idle.listed), of which it is a special case, \(idle.count == 1 ? "adds" : "add") nothing"
      )
    }
    let set = confidenceSet()
    if set.count > 1 {
      let share = Int((100 * set.reduce(0) { $0 + $1.weight! }).rounded(.down))
      parts.append(
        "together \(set.map { $0.name }.listed) hold \(share) % of the weight")
    } else {
      parts.append("it holds \(Self.percent(best.weight!)) of the weight")
    }
    return ModelChoice(
      certainty: certainty, sentence: parts.joined(separator: "; ") + notes)
  }

  /// What a reader must know besides.
  private var notes: String {
    var notes = ""
    let best = ranked.first?.fit.statistics?.value(of: criterion) ?? -.infinity
    let lost = excluded.filter { entry in
      guard case .notConverged = entry.exclusion else { return false }
      return entry.fit.statistics?.value(of: criterion) ?? .infinity < best
    }
    if !lost.isEmpty {
      notes += "; \(lost.map { $0.name }.listed) came closer to the data, but to no minimum"
    }
    if criterion == .aic { notes += " (by AIC: there are too few observations for AICc)" }
    return notes
  }

  private static func times(_ ratio: Double) -> String {
    switch ratio {
    case ..<10: "\((ratio * 10).rounded() / 10) times"
    case ..<1000: "\(Int(ratio.rounded())) times"
    default: "over 1000 times"
    }
  }

  private static func percent(_ share: Double) -> String {
    share >= 0.995 ? "over 99 %" : "\(Int((100 * share).rounded())) %"
  }
}

extension ModelComparison.Entry {
  /// The name of the model.
  public var name: String { fit.model.name }
}

extension [String] {
  /// "a, b and c".
  fileprivate var listed: String {
    guard count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + self[count - 1]
  }
}
