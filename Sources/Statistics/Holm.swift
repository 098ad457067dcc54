/// Holm's correction for many tests at once: with the adjusted p-values, the chance of one false
/// rejection or more among all tests is at most the level, whatever their dependence.
///
///     p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) p₍ⱼ₎)     for the sorted p₍₁₎ ≤ … ≤ p₍ₘ₎
///
/// Never less powerful than Bonferroni's m·p.
///
/// Source: S. Holm (1979), Scand. J. Stat. 6:65–70.
public enum Holm {
  /// The adjusted p-values, in the order of `pValues`. NaN stands for a test that was not made: it
  /// stays NaN, and does not count.
  ///
  /// - Precondition: the others lie between 0 and 1.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    pValues.forEach(checkProbability)
    let order = pValues.indices.filter { !pValues[$0].isNaN }
      .sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var adjusted = pValues
    var least = 0.0
    for (rank, index) in order.enumerated() {
      least = max(least, min(1, Double(order.count - rank) * pValues[index]))
      adjusted[index] = least
    }
    return adjusted
  }
}
