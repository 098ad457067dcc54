import ArgumentParser

/// The times of a simulation: evenly spaced, or a list.
struct SimulationTimes: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "The first time; models with an initial size have it there.")
  var from = 0.0

  @Option(parsing: .unconditional, help: "The last of evenly spaced times (default: 50 later).")
  var to: Double?

  @Option(help: "The distance between evenly spaced times (default: a fiftieth of the whole).")
  var step: Double?

  @Option(parsing: .unconditional, help: "Times instead, separated by commas.")
  var at: String?

  /// The most times of one simulation.
  private static let limit = 10_000_000

  func validate() throws {
    guard from.isFinite, to?.isFinite ?? true else {
      throw ValidationError("--from and --to take finite numbers")
    }
    if at != nil {
      guard to == nil, step == nil else {
        throw ValidationError("--at names every time: it does not go with --to or --step")
      }
      let times = try listed()
      guard let first = times.first, first >= from else {
        throw ValidationError("--at takes times from --from (\(from)) on")
      }
      return
    }
    guard last > from else { throw ValidationError("--to \(last) is not after --from \(from)") }
    if let step, !(step > 0 && step.isFinite) {
      throw ValidationError("--step takes a number above 0")
    }
    guard (last - from) / width < Double(Self.limit) else {
      throw ValidationError("--step \(width) makes more than \(Self.limit) times")
    }
  }

  private var last: Double { to ?? from + 50 }

  private var width: Double { step ?? (last - from) / 50 }

  /// Ascending, and none twice.
  var all: [Double] {
    if at != nil, let times = try? listed() { return times }
    let count = Int(((last - from) / width * (1 + 1e-12)).rounded(.down))
    // A tenth is not a double, but ten tenths are: 0.3 = 3/10, not 0.1 + 0.1 + 0.1.
    let inverse = (1 / width).rounded()
    let isFraction = inverse > 1 && (inverse * width - 1).magnitude < 1e-12
    return (0...count).map { from + (isFraction ? Double($0) / inverse : Double($0) * width) }
  }

  private func listed() throws -> [Double] {
    let times = try (at ?? "").split(separator: ",").map {
      try Assignments.number(String($0), "--at")
    }
    return Set(times).sorted()
  }
}
