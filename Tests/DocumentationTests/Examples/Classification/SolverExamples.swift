import Classification
import Testing

/// The examples of the page Solvers and their certificates.
struct SolverExamples {
  @Test func solvers() throws {
    let rows = (0..<60).map { [Double($0 % 7), Double($0 * $0 % 11)] }
    let labels = (0..<60).map { Int32(($0 * 13 % 17 + $0 % 7) > 11 ? 1 : 0) }
    let data = try TrainingData(
      design: DesignMatrix(rows: rows, columnNames: ["a", "b"]), classes: labels,
      classNames: ["no", "yes"])
    for solver in Solvers.all {
      let trained = LogisticTrainer(TrainingOptions(solver: solver)).train(data)
      let report = trained.reports[0]
      print(solver.name, trained.scoreFunctions[0].weights, report.passes, "passes")
      print(report.certificate?.kind.rawValue ?? "no evidence", report.certificate?.value ?? .nan)
    }
    #expect(LogisticTrainer().train(data).status == .converged)

    var history: [(pass: Int, objective: Double)] = []
    let trainer = LogisticTrainer(TrainingOptions(solver: GradientDescent()))
    _ = trainer.train(data) { history.append(($0.pass, $0.objective)) }
    print(
      history.count, "passes from", history[0].objective, "to", history[history.count - 1].objective
    )
    #expect(history.count > 1 && history[0].objective > history[history.count - 1].objective)
  }
}
