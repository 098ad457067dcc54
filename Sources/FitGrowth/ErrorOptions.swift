public import ArgumentParser
public import GrowthCurves

/// Which errors the sizes are taken to have.
struct ErrorOptions: ParsableArguments {
  @Option(
    help: """
      What is minimised: squared, huber, tukey or cauchy (distant observations count less), poisson \
      or negative-binomial (counts).
      """)
  var loss: Loss = .squared

  @Option(help: "Where model and sizes are compared: linear, or log (errors in proportion).")
  var scale: SizeScale = .linear

  /// Refuses what makes no sense together.
  func validate(with columns: SelectionOptions) throws {
    if loss.isOfCounts, scale == .log {
      throw ValidationError(
        "--loss \(loss.rawValue) and --scale log exclude each other: counts have errors of their "
          + "own")
    }
    guard columns.sigma != nil else { return }
    if loss.isOfCounts {
      throw ValidationError(
        "--loss \(loss.rawValue) and --sigma exclude each other: the standard deviation of a count "
          + "follows from its mean")
    }
    if scale == .log {
      throw ValidationError(
        "--sigma and --scale log exclude each other: sigma is that of the sizes, not of their "
          + "logarithms; use --weights")
    }
  }
}

extension Loss: ExpressibleByArgument {}
extension SizeScale: ExpressibleByArgument {}
