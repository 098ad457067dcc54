import Classification
import Testing

/// The example of the landing page of Classification.
struct ClassificationOverview {
  @Test func overview() throws {
    let hours = [
      0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5,
      5.5,
    ]
    let passed: [Int32] = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1]
    let data = try TrainingData(
      design: DesignMatrix(rows: hours.map { [$0] }, columnNames: ["hours"]),
      classes: passed, classNames: ["failed", "passed"])
    let trained = LogisticTrainer().train(data)
    print(trained.status.name)
    for row in ModelInference(trained, data: data).problems[0].coefficients {
      print(row.name, row.estimate, row.standardError ?? .nan, row.p ?? .nan)
    }
    #expect(trained.status == .converged)
    // The textbook example of Wikipedia: 1.5046 with the standard error 0.6287.
    #expect((trained.scoreFunctions[0].weights[0] - 1.5046).magnitude < 5e-5)
  }
}
