import ArgumentParser

/// What is random in a simulation.
struct ChanceOptions: ParsableArguments {
  @Option(
    name: .customLong("noise"),
    help: "The standard deviation of each observation (relative: as a share of its size).")
  var level: Double?

  @Option(help: "constant, relative, or poisson (counts with the sizes as means; no --noise).")
  var noiseKind: Noise.Kind?

  @Option(help: "The seed of random numbers, recorded in the result.")
  var seed: UInt32 = 1

  @Option(help: "How many independent columns a species.")
  var replicates = 1

  func validate() throws {
    guard replicates > 0, replicates <= 1_000_000 else {
      throw ValidationError("--replicates takes a number from 1 to 1,000,000")
    }
    if let level, !(level >= 0 && level.isFinite) {
      throw ValidationError("--noise takes a number from 0 up")
    }
    if noiseKind == .poisson, level != nil {
      throw ValidationError("the noise of Poisson counts follows from the sizes: leave --noise out")
    }
    if let noiseKind, noiseKind != .poisson, level == nil {
      throw ValidationError("--noise-kind \(noiseKind.rawValue) needs --noise S")
    }
  }

  /// `nil` where observations are exact.
  var noise: Noise? {
    if noiseKind == .poisson { return Noise(kind: .poisson, level: nil) }
    return level.map { Noise(kind: noiseKind ?? .constant, level: $0) }
  }
}
