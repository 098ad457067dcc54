import Foundation
import TestSupport
import Testing

/// `--plain`: gradient descent as textbooks write it, against loops as short as theirs, and what its
/// history teaches.
struct PlainTests {
  static let data = "data/classification/two_columns.csv"

  /// x with a 1 before it, and the label, of each row.
  static func rows() throws -> [(x: [Double], y: Double)] {
    try Repository.rows("classification/two_columns.csv").dropFirst().map { row in
      ([1, Double(row[0])!, Double(row[1])!], Double(row[2])!)
    }
  }

  private static func residual(_ row: (x: [Double], y: Double), _ w: [Double]) -> Double {
    row.y - 1 / (1 + exp(-(w[0] * row.x[0] + w[1] * row.x[1] + w[2] * row.x[2])))
  }

  /// w ← w + η·Xᵀ(y − σ(Xw)).
  static func batch(steps: Int, rate: Double) throws -> [Double] {
    let rows = try rows()
    var w = [1.0, 1, 1]
    for _ in 0..<steps {
      let residuals = rows.map { residual($0, w) }
      for k in 0..<3 {
        w[k] += rate * rows.indices.reduce(0) { $0 + rows[$1].x[k] * residuals[$1] }
      }
    }
    return w
  }

  /// w ← w + η·(y − σ(xw))·x, row after row.
  static func stochastic(passes: Int, rate: (_ pass: Int, _ row: Int) -> Double) throws -> [Double]
  {
    var w = [1.0, 1, 1]
    let rows = try rows()
    for pass in 0..<passes {
      for (i, row) in rows.enumerated() {
        let step = rate(pass, i) * residual(row, w)
        for k in 0..<3 { w[k] += step * row.x[k] }
      }
    }
    return w
  }

  private func train(
    _ options: [String], history: String? = nil, data: String = PlainTests.data,
    target: String = "label"
  ) throws -> (outcome: [String: Any], errors: String) {
    let outcome = try classify.run(
      ["train", data, "--target", target, "--plain", "--format", "json"] + options
        + (history.map { ["--history", $0] } ?? []))
    // No textbook run knows that it has arrived.
    #expect(outcome.status == 1)
    return (try document(outcome.output), outcome.errors)
  }

  private func expect(_ found: [String: Any], _ wanted: [Double]) {
    let estimates = found.coefficients()
    for (name, value) in zip(["(Intercept)", "x1", "x2"], wanted) {
      let digits = logRelativeError(estimates[name] ?? .nan, value, cap: 15)
      #expect(digits >= 12, "\(name): \(digits) digits")
    }
  }

  /// The columns of a history by name.
  private func history(_ path: String) throws -> [String: [Double]] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",") }
    return Dictionary(
      uniqueKeysWithValues: lines[0].enumerated().map { j, name in
        (String(name), lines.dropFirst().map { Double($0[j])! })
      })
  }

  @Test("500 steps of batch gradient descent to 12 digits")
  func batchSteps() throws {
    let found = try train(["--solver", "gradient-descent"]).outcome
    #expect(found.number("iterations") == 500)
    expect(found, try Self.batch(steps: 500, rate: 0.001))
  }

  @Test("Row after row of the file, one pass and 200", arguments: [1, 200])
  func fileOrder(_ passes: Int) throws {
    let found = try train(["--solver", "sgd", "--epochs", "\(passes)"]).outcome
    expect(found, try Self.stochastic(passes: passes) { _, _ in 0.01 })
  }

  @Test("The falling rate 4/(1 + j + i) + 0.01 in the order of the file")
  func fallingRate() throws {
    let found = try train(["--solver", "sgd", "--epochs", "150", "--schedule", "falling"]).outcome
    expect(found, try Self.stochastic(passes: 150) { 4 / Double(1 + $0 + $1) + 0.01 })
  }

  @Test("Another start, another rate")
  func start() throws {
    let found = try train([
      "--solver", "gradient-descent", "--epochs", "1", "--start-value", "-0.5",
      "--learning-rate", "0.02",
    ]).outcome
    let rows = try Self.rows()
    var w = [-0.5, -0.5, -0.5]
    let residuals = rows.map { Self.residual($0, w) }
    for k in 0..<3 {
      w[k] += 0.02 * rows.indices.reduce(0) { $0 + rows[$1].x[k] * residuals[$1] }
    }
    expect(found, w)
  }

  /// Each step of the history is that of some row, and each pass takes every row once: the order is
  /// read off the steps and not from the code that draws it.
  @Test("Random order: every row once a pass, at the falling rate")
  func randomOrder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("history.csv")
    let found = try train(
      [
        "--solver", "sgd", "--epochs", "20", "--schedule", "falling", "--order", "random",
        "--seed", "3", "--history-interval", "1",
      ], history: path
    ).outcome
    let steps = try history(path)
    let rows = try Self.rows()
    let names = ["(Intercept)", "x1", "x2"]
    try #require(steps["updates"] == (1...2000).map { Double($0) })
    var w = [1.0, 1, 1]
    var orders: [[Int]] = []
    for pass in 0..<20 {
      var order: [Int] = []
      for i in 0..<100 {
        let rate = 4 / Double(1 + pass + i) + 0.01
        let index = pass * 100 + i
        #expect(abs(steps["step"]![index] / rate - 1) < 1e-15)
        let next = names.map { steps[$0]![index] }
        let matching = rows.indices.filter { j in
          let step = rate * Self.residual(rows[j], w)
          return (0..<3).allSatisfy { k in
            abs(w[k] + step * rows[j].x[k] - next[k]) < 1e-12 * max(abs(next[k]), 1)
          }
        }
        #expect(!matching.isEmpty)
        // Rows far on their side of the boundary change nothing that could be told apart.
        if matching.count == 1 { order.append(matching[0]) }
        w = next
      }
      #expect(Set(order).count == order.count && order.count > 15, "\(order)")
      orders.append(order)
    }
    #expect(Set(orders).count == 20)
    #expect(names.map { found.coefficients()[$0]! } == w)
  }

  @Test("History: batch falls in every pass, stochastic is ahead of it and does not settle")
  func batchAgainstStochastic() throws {
    let folder = try TemporaryFolder()
    let (slow, quick) = (folder.path("batch.csv"), folder.path("sgd.csv"))
    _ = try train(["--solver", "gradient-descent", "--epochs", "200"], history: slow)
    _ = try train(
      ["--solver", "sgd", "--epochs", "200", "--order", "random", "--history-interval", "10"],
      history: quick)
    let batch = try history(slow)["objective"]!
    #expect(batch.count == 200)
    #expect(zip(batch, batch.dropFirst()).allSatisfy { $0 > $1 })
    let steps = try history(quick)
    let stochastic = zip(steps["updates"]!, steps["objective"]!)
      .filter { $0.0.truncatingRemainder(dividingBy: 100) == 0 }.map { $0.1 }
    #expect(stochastic.count == 200)
    #expect(zip(stochastic, batch).prefix(50).allSatisfy { $0 < $1 })
    // Maximum likelihood by Newton's method.
    let best = -(try summary([Self.data, "--target", "label"]).number("logLikelihood")!) / 100
    #expect(stochastic.last! > best && batch.last! > best)
    let late = steps["objective"]!.suffix(500)
    #expect(zip(late, late.dropFirst()).count { $0 < $1 } > 100)
  }

  @Test("History: a rate too high, and the status says so", arguments: [(0.1, false), (100, true)])
  func rateTooHigh(_ rate: Double, _ diverges: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("history.csv")
    // In the second half of 7 steps at 100 the objective is more than ten times that of the start.
    let (found, errors) = try train(
      [
        "--solver", "gradient-descent", "--learning-rate", "\(rate)", "--epochs",
        diverges ? "7" : "500",
      ], history: path)
    let objective = try history(path)["objective"]!
    #expect(zip(objective, objective.dropFirst()).contains { $0 < $1 })
    #expect(found.text("status") == (diverges ? "diverged" : "not-converged"))
    #expect(
      errors.contains(diverges ? "the objective grew beyond measure" : "still rises and falls"))
    #expect(errors.contains("smaller --learning-rate"))
  }

  @Test(
    "Columns of different size: no rate suits all, and conditioning is what helps",
    arguments: ["gradient-descent", "sgd"])
  func unscaledColumns(_ solver: String) throws {
    let data = "data/classification/unscaled.csv"
    let folder = try TemporaryFolder()
    let path = folder.path("history.csv")
    let (found, errors) = try train(
      ["--solver", solver, "--epochs", "200"], history: path, data: data, target: "died")
    #expect(found.text("status") == "diverged")
    #expect(errors.contains("--learning-rate"))
    let best = try summary([data, "--target", "died"])
    #expect(try history(path)["objective"]!.min()! > 100 * -best.number("logLikelihood")! / 300)
    // The same solver as it is: conditioned, and polished to the same coefficients.
    let wise = try summary([data, "--target", "died", "--solver", solver])
    for (name, value) in best.coefficients() {
      #expect(logRelativeError(wise.coefficients()[name] ?? .nan, value, cap: 15) >= 8, "\(name)")
    }
    // A rate that the largest column bears leaves the others where they were.
    let (timid, _) = try train(
      ["--solver", "gradient-descent", "--learning-rate", "1e-10", "--start-value", "0"],
      data: data, target: "died")
    #expect(timid.text("status") == "not-converged")
    #expect(abs(timid.coefficients()["pain"]!) < 1e-4)
  }
}
