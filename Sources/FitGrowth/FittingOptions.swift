public import ArgumentParser
public import GrowthCurves
import LeastSquares
import Tables

/// What is fitted, and how.
struct FittingOptions: ParsableArguments {
  @Option(
    help: """
      The model (see `fit-growth models`); several, separated by commas, or auto: the best of them by \
      AICc is reported, with the ranking.
      """)
  var model = "logistic"

  @Flag(
    help: """
      Compare the model with the candidates of auto as well; the best is reported, and a picture \
      overlays the others.
      """)
  var compare = false

  @Option(help: "Phases of a logistic-sum: 1 to 4, or auto for the lowest AICc.")
  var phases: Phases?

  @Option(
    help: """
      Confidence limits: profile (likelihood; up to 1,000 series the default), wald (t quantiles), \
      bootstrap, or none.
      """)
  var intervals: IntervalKind?

  @Option(help: "What the bootstrap draws: residual, parametric or case.")
  var bootstrap: BootstrapKind = .residual

  @Option(help: "How many bootstrap refits a series.")
  var resamples = 999

  @Option(help: "The coverage of the intervals.")
  var confidence = 0.95

  @Option(help: "Start values, such as k=0.5,x0=12 (default: found from the data).")
  var start: String?

  @Option(help: "Parameters held fixed, such as C=0.")
  var fix: String?

  @Option(help: "Bounds, such as k=0:2; one side may be empty (k=0:).")
  var bound: String?

  @Option(
    help: """
      Use the times from A to B only, as A:B or A..B: numbers, clock times (0:30..5:00) or dates; one \
      side may be empty.
      """)
  var trim: String?

  @Option(help: "The time from which models with an initial size count (default: the first).")
  var origin: Double?

  @Option(help: "The seed of random numbers (bootstrap), recorded in the result.")
  var seed: UInt32 = 1

  /// How many phases a logistic sum has.
  enum Phases: String, ExpressibleByArgument, CaseIterable {
    case one = "1"
    case two = "2"
    case three = "3"
    case four = "4"
    case auto
  }

  enum IntervalKind: String, ExpressibleByArgument, CaseIterable {
    case profile
    case wald
    case bootstrap
    case none
  }

  /// The method that was asked for, or the default for a number of series.
  func intervalMethod(seriesCount: Int) -> IntervalMethod {
    switch intervals ?? (seriesCount <= 1_000 ? .profile : .wald) {
    case .profile: .profile
    case .wald: .wald
    case .bootstrap: .bootstrap(bootstrap, replicates: resamples, seed: seed)
    case .none: .none
    }
  }

  func validate() throws {
    try checkModels()
    try checkPhases()
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence lies between 0 and 1, such as 0.95")
    }
    guard resamples >= 100 else {
      throw ValidationError("--resamples \(resamples): limits need at least 100 refits")
    }
    _ = try fitOptions()
    _ = try trimRange()
  }

  /// - Parameter timeUnit: the unit of the times, where it is known.
  func fitOptions(timeUnit: TimeUnit? = nil) throws -> GrowthFitOptions {
    var domains: [String: ParameterDomain] = [:]
    if let timeUnit, models.contains(where: { $0 is Huang }) {
      domains["alpha"] = .fixed(Huang.alphaPerHour * timeUnit.seconds / TimeUnit.hours.seconds)
    }
    domains = try Assignments.domains(bound: bound, fix: fix, in: domains, check: checkSymbol)
    let starts = try Assignments.startValues(start, check: checkSymbol)
    return GrowthFitOptions(startValues: starts, domains: domains, confidence: confidence)
  }

  func trimRange() throws -> TrimRange? { try trim.map { try TrimRange(argument: $0) } }
}

extension BootstrapKind: ExpressibleByArgument {}
