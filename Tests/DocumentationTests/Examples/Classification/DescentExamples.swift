import Classification
import Foundation
import Statistics
import Testing

/// The examples of the page Batch against stochastic descent.
struct DescentExamples {
  @Test func descent() throws {
    var stream = RandomStream(seed: 5)
    let rows = (0..<100).map { _ in [1.3 * stream.normal(), 19 * stream.uniform() - 4] }
    let labels = rows.map { row -> Int32 in
      stream.uniform() < 1 / (1 + exp(-(5 + 0.8 * row[0] - 0.8 * row[1]))) ? 1 : 0
    }
    let data = try TrainingData(
      design: DesignMatrix(rows: rows, columnNames: ["x1", "x2"]), classes: labels,
      classNames: ["0", "1"])

    func history(_ descent: TextbookDescent) -> [Double] {
      var objectives: [Double] = []
      let options = descent.trainingOptions(startValue: 1, coefficientCount: 3)
      _ = LogisticTrainer(options).train(data) { objectives.append($0.objective) }
      return objectives
    }
    let batch = history(TextbookDescent(mode: .batch, epochs: 200, learningRate: 0.001))
    let stochastic = history(
      TextbookDescent(mode: .stochastic(order: .random, seed: 1), epochs: 200, learningRate: 0.01))
    print("after 1 pass", batch[0], stochastic[0], "after 200", batch[199], stochastic[199])
    #expect(stochastic[0] < batch[0] && zip(batch, batch.dropFirst()).allSatisfy { $0 > $1 })

    let calmed = history(
      TextbookDescent(
        mode: .stochastic(order: .random, seed: 1), epochs: 150, schedule: FallingTextbookRate()))
    print("falling rate", calmed[149])
    #expect(calmed.count == 150 && calmed[149] < calmed[0])

    let tooFast = history(TextbookDescent(mode: .batch, epochs: 200, learningRate: 0.1))
    print("rises", zip(tooFast, tooFast.dropFirst()).count { $0 < $1 }, "times")
    #expect(zip(tooFast, tooFast.dropFirst()).contains { $0 < $1 })

    let options = StochasticOptions(seed: 1, polishes: true)
    let solver = StochasticGradientDescent(options: options)
    let trained = LogisticTrainer(TrainingOptions(solver: solver)).train(data)
    print(
      trained.status.name, trained.scoreFunctions[0].intercept, trained.scoreFunctions[0].weights)
    #expect(trained.status == .converged)
  }
}
