import Classification
import Testing

/// The examples of the page Separation and Firth’s correction.
struct SeparationExamples {
  @Test func separation() throws {
    let doses: [Double] = [1, 2, 3, 4, 5, 6, 7, 8]
    let died: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1]
    let data = try TrainingData(
      design: DesignMatrix(rows: doses.map { [$0] }, columnNames: ["dose"]), classes: died,
      classNames: ["lived", "died"])
    let trained = LogisticTrainer().train(data)
    if case .separated(let separation) = trained.status {
      print(separation.kind.rawValue, "by", separation.columns, "along", separation.direction)
    }
    guard case .separated(let found) = trained.status else {
      Issue.record("\(trained.status)")
      return
    }
    #expect(found.kind == .complete && found.columns == ["dose"])

    let corrected = LogisticTrainer(TrainingOptions(usesFirth: true)).train(data)
    let row = ModelInference(corrected, data: data).problems[0].coefficients[0]
    print(row.name, row.estimate, row.profile?.lower ?? .nan, row.profile?.upper ?? .nan)
    #expect(corrected.status == .converged && row.profile != nil)

    let ridge = LogisticTrainer(TrainingOptions(penalty: Penalty(lambda: 0.01))).train(data)
    print(ridge.status.name, ridge.scoreFunctions[0].weights)
    #expect(ridge.status == .converged)
  }
}
