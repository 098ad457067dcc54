import Statistics
import Testing

struct HolmTests {
  /// R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.2, 0.04, NA, 0.9), "holm"); statsmodels agrees.
  @Test func agreesWithR() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005, 0.2, 0.04, .nan, 0.9])
    let expected = [0.06, 0.16, 0.15, 0.035, 0.4, 0.16, .nan, 0.9]
    for (found, wanted) in zip(adjusted, expected) {
      #expect(wanted.isNaN ? found.isNaN : relativeError(found, wanted) < 1e-15)
    }
    #expect(adjusted.count == expected.count)
  }

  @Test func oneTestStandsForItself() {
    #expect(Holm.adjusted([0.03]) == [0.03])
    #expect(Holm.adjusted([]).isEmpty)
    #expect(Holm.adjusted([0.6, 0.7, 0.9]) == [1, 1, 1])
  }

  @Test("One false rejection or more in at most 5 % of families of true hypotheses")
  func familyWiseLevel() {
    var stream = RandomStream(seed: 92)
    var families = 0
    for _ in 0..<20_000 {
      let p = (0..<12).map { _ in stream.uniform() }
      if Holm.adjusted(p).contains(where: { $0 < 0.05 }) { families += 1 }
    }
    // 1 − (1 − 0.05/12)¹² = 0.0489 for independent tests; four standard errors.
    #expect(abs(Double(families) / 20_000 - 0.0489) < 0.0061)
  }

  @Test func impossibleProbabilitiesTrap() async {
    await #expect(processExitsWith: .failure) { _ = Holm.adjusted([0.2, 1.1]) }
  }
}
