public import ArgumentParser
public import Classification
import CommandSupport
import Foundation

/// How to train.
struct TrainingArguments: ParsableArguments {
  @Option(
    help:
      "The way to the minimum: auto, or one of \(Solvers.all.map(\.name).joined(separator: ", ")).")
  var solver = "auto"

  @Option(help: "The weight of the penalty beside the mean loss (default: 0, maximum likelihood).")
  var lambda: Double?

  @Option(name: .customLong("C"), help: "The same as λ = 1/(C·n).")
  var c: Double?

  @Option(help: "The share of the absolute values in the penalty, from 0 (squares) to 1.")
  var l1Ratio = 0.0

  @Flag(help: "Firth's penalised likelihood: finite where the classes are separated.")
  var firth = false

  @Option(help: "Several classes: softmax (one model) or one-vs-rest.")
  var multiclass: TrainingOptions.Multiclass = .softmax

  @Flag(inversion: .prefixedNo, help: "Whether there is an intercept.")
  var intercept = true

  @Option(help: "Converged means that the objective is within this share of its minimum.")
  var tolerance = 1e-10

  @Option(
    name: [.customLong("max-iterations"), .customLong("epochs")],
    help: "At most so many passes over the rows (default: the solver's).")
  var maxIterations: Int?

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  func validate() throws {
    if solver != "auto", Solvers.named(solver) == nil {
      let names = Solvers.all.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no solver '\(solver)'; there are auto, \(names)")
    }
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
    if l1Ratio > 0, lambda == nil, c == nil {
      throw ValidationError("--l1-ratio shares out a penalty; give its weight with --lambda or --C")
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
    if !(tolerance > 0 && tolerance < 1) {
      throw ValidationError("--tolerance takes a number between 0 and 1")
    }
    if let maxIterations, maxIterations < 1 {
      throw ValidationError("--max-iterations takes a number from 1 up")
    }
  }

  func penalty(totalWeight: Double) -> Penalty {
    let weight = lambda ?? c.map { 1 / ($0 * totalWeight) } ?? 0
    return Penalty(lambda: weight, l1Ratio: l1Ratio)
  }

  func trainingOptions(totalWeight: Double, threads: Int) -> TrainingOptions {
    TrainingOptions(
      solver: Solvers.named(solver), penalty: penalty(totalWeight: totalWeight),
      usesFirth: firth, multiclass: multiclass,
      stopping: StoppingRule(tolerance: tolerance, passLimit: maxIterations),
      hasIntercept: intercept, threads: threads)
  }
}

extension TrainingOptions.Multiclass: ExpressibleByArgument {}

/// What is printed, and where.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
  }

  @Option(help: "The form of what is printed: table, csv or json.")
  var format: Format = .table

  @Option(help: "The coverage of the confidence limits.")
  var confidence = 0.95

  func validate() throws {
    if !(confidence > 0 && confidence < 1) {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
  }
}

/// Threads and diagnostics.
struct RunOptions: ParsableArguments {
  @Option(help: "How many threads compute; the result is the same for any number.")
  var threads: Int?

  @Flag(help: "No notes and no progress bar on standard error.")
  var quiet = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1 up") }
  }

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  func note(_ text: String) {
    if !quiet { StandardStreams.note("classify: \(text)") }
  }
}
