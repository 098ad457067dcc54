import Classification
import Testing

@Suite struct StochasticScheduleTests {
  private func rates(_ schedule: any LearningRateSchedule, _ context: RateContext) -> [Double] {
    var rates = [0.0, 0, 0]
    schedule.fill(&rates, count: 3, from: context)
    return rates
  }

  @Test func formulas() {
    let context = RateContext(
      initial: 0.5, step: 15, epoch: 2, stepInEpoch: 7, curvature: 0.1, stalls: 2)
    #expect(rates(ConstantRate(), context) == [0.5, 0.5, 0.5])
    for (a, b) in zip(
      rates(InverseScalingRate(power: 0.5), context), [0.125, 0.5 / 17.0.squareRoot()])
    {
      #expect(abs(a - b) < 1e-16)
    }
    #expect(rates(OptimalRate(), context)[0] == 0.5 / 1.75)
    #expect(rates(OptimalRate(), context)[2] == 0.5 / (1 + 0.05 * 17))
    #expect(rates(AdaptiveRate(), context) == [0.02, 0.02, 0.02])
    // 4/(1 + j + i) + 0.01, the rate of the book's improved stochastic gradient ascent.
    #expect(
      rates(FallingTextbookRate(), context) == [4.0 / 10 + 0.01, 4.0 / 11 + 0.01, 4.0 / 12 + 0.01])
  }

  @Test func names() {
    #expect(
      Schedules.all.map { $0.name } == [
        "constant", "inverse-scaling", "optimal", "adaptive", "falling",
      ])
    for schedule in Schedules.all {
      #expect(Schedules.named(schedule.name)?.name == schedule.name)
    }
    #expect(Schedules.named("none") == nil)
  }

  /// Every schedule comes near the minimum by itself.
  /// A constant rate stays at a distance.
  @Test(arguments: [
    ("constant", 1.2), ("inverse-scaling", 1.05), ("optimal", 1.02), ("adaptive", 1.02),
  ])
  func approach(_ name: String, _ ratio: Double) throws {
    let data = try SimulatedData(rowCount: 600, columnCount: 5, seed: 61).data()
    let best = SolverTests.train(data, "newton").reports[0].objective
    let solver = StochasticGradientDescent(
      options: StochasticOptions(epochs: 30, schedule: Schedules.named(name), polishes: false))
    let trained = LogisticTrainer(TrainingOptions(solver: solver)).train(data)
    #expect(trained.reports[0].objective < best * ratio, "\(trained.reports[0].objective / best)")
    #expect(trained.reports[0].objective >= best * (1 - 1e-12))
  }
}
