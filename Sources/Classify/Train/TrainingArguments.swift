public import ArgumentParser
public import Classification
import CommandSupport
import Foundation

/// How to train.
struct TrainingArguments: ParsableArguments {
  @Option(
    help: """
      The way to the minimum: auto, or one of \
      \(Solvers.all.map(\.name).joined(separator: ", ")).
      """)
  var solver = "auto"

  @Option(
    parsing: .unconditional,
    help: "The weight of the penalty beside the mean loss (default: 0, maximum likelihood).")
  var lambda: Double?

  @Option(name: .customLong("C"), parsing: .unconditional, help: "The same as λ = 1/(C·n).")
  var c: Double?

  @Option(
    parsing: .unconditional,
    help: "The share of the absolute values in the penalty, from 0 (squares) to 1.")
  var l1Ratio = 0.0

  @Flag(help: "Firth's penalised likelihood: finite where the classes are separated.")
  var firth = false

  @Option(help: "Several classes: softmax (one model) or one-vs-rest.")
  var multiclass: TrainingOptions.Multiclass = .softmax

  @Flag(inversion: .prefixedNo, help: "Whether there is an intercept.")
  var intercept = true

  @Option(
    parsing: .unconditional,
    help: "Converged means that the objective is within this share of its minimum.")
  var tolerance = 1e-10

  @Option(
    name: [.customLong("max-iterations"), .customLong("epochs")],
    help: "At most so many passes over the rows (default: the solver's).")
  var maxIterations: Int?

  @Option(help: "The seed of all that is random.")
  var seed: UInt32 = 1

  func validate() throws {
    if solver != "auto", Solvers.named(solver) == nil {
      let names = Solvers.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no solver '\(solver)'; there are auto, \(names)")
    }
    try validatePenalty()
    if !(tolerance > 0 && tolerance < 1) {
      throw ValidationError("--tolerance takes a number between 0 and 1")
    }
    if let maxIterations, maxIterations < 1 {
      throw ValidationError("--max-iterations takes a number from 1 up")
    }
  }

  private func validatePenalty() throws {
    if lambda != nil, c != nil {
      throw ValidationError("--lambda and --C say the same thing in two ways; give one")
    }
    if let lambda, !(lambda >= 0 && lambda.isFinite) {
      throw ValidationError("--lambda takes a number from 0 up")
    }
    if let c, !(c > 0 && c.isFinite) { throw ValidationError("--C takes a number above 0") }
    if !(l1Ratio >= 0 && l1Ratio <= 1) {
      throw ValidationError("--l1-ratio takes a number from 0 to 1")
    }
    if l1Ratio > 0, let named = Solvers.named(solver), !named.supportsLasso {
      let able = Solvers.all.filter(\.supportsLasso).map(\.name).joined(separator: ", ")
      throw ValidationError(
        "the solver \(solver) has no penalty of absolute values (--l1-ratio); these have: \(able)")
    }
    if firth, lambda != nil || c != nil {
      throw ValidationError("--firth is a penalty of its own; leave --lambda and --C away")
    }
    if firth, solver != "auto" {
      throw ValidationError("--firth has an iteration of its own; leave --solver away")
    }
  }

  /// Where no path gives the penalty its weight.
  func validateShare() throws {
    if l1Ratio > 0, lambda == nil, c == nil {
      throw ValidationError("--l1-ratio shares out a penalty; give its weight with --lambda or --C")
    }
  }

  func penalty(totalWeight: Double) -> Penalty {
    let weight = lambda ?? c.map { 1 / ($0 * totalWeight) } ?? 0
    return Penalty(lambda: weight, l1Ratio: l1Ratio)
  }

  /// - Throws: where the options do not go with the classes.
  func trainingOptions(
    _ data: TrainingData, _ steps: StepArguments, threads: Int
  ) throws(CommandFailure) -> TrainingOptions {
    if firth, case .classes = data.response, data.classNames.count > 2, multiclass == .softmax {
      throw CommandFailure(
        .wrongUsage, "--firth takes several classes one at a time: --multiclass one-vs-rest")
    }
    let solver = steps.solver(self)
    var options = TrainingOptions(
      solver: solver, penalty: penalty(totalWeight: data.totalWeight), usesFirth: firth,
      multiclass: multiclass,
      stopping: StoppingRule(
        tolerance: tolerance,
        passLimit: solver is any StochasticSolver || steps.plain ? nil : maxIterations),
      hasIntercept: intercept, threads: threads)
    if steps.plain {
      options.isConditioned = false
      options.computesCovariance = false
      let outputs = data.classNames.count == 2 && !data.isMultiLabel ? 1 : data.classNames.count
      options.startCoefficients = [Double](
        repeating: steps.startValue ?? 1, count: outputs * (data.design.columnCount + 1))
    }
    return options
  }
}

extension TrainingData {
  var isMultiLabel: Bool {
    if case .indicators = response { true } else { false }
  }
}

extension TrainingOptions.Multiclass: ExpressibleByArgument {}
