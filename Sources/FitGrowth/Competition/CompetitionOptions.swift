import ArgumentParser
import GrowthCurves

/// How two species are fitted.
struct CompetitionOptions: ParsableArguments {
  @Option(help: "The coverage of the intervals (t quantiles).")
  var confidence = 0.95

  @Option(help: "Start values, such as r1=0.5,a12=1 (default: found from the data).")
  var start: String?

  @Option(help: "Parameters held fixed, such as r1=0.8,K1=540.")
  var fix: String?

  @Option(help: "Bounds, such as a12=0:; one side may be empty.")
  var bound: String?

  @Option(
    help: """
      Use the times from A to B only, as A:B or A..B: numbers, clock times (0:30..5:00) or dates; one \
      side may be empty.
      """)
  var trim: String?

  @Option(help: "The time at which N10 and N20 are the sizes (default: the first).")
  var origin: Double?

  func validate() throws {
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
    _ = try fitOptions()
    _ = try trimRange()
  }

  func fitOptions() throws -> GrowthFitOptions {
    func check(_ symbol: String) throws {
      try Assignments.check(symbol, among: CompetitionFit.parameters, of: "competition")
    }
    return GrowthFitOptions(
      startValues: try Assignments.startValues(start, check: check),
      domains: try Assignments.domains(bound: bound, fix: fix, check: check),
      confidence: confidence)
  }

  func trimRange() throws -> TrimRange? { try trim.map { try TrimRange(argument: $0) } }
}
