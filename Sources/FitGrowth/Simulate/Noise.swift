import ArgumentParser
import CommandSupport
import Statistics

/// Errors of observation, independent of each other.
struct Noise {
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    /// Normal with the standard deviation S.
    case constant
    /// Normal with the standard deviation S·|N|.
    case relative
    /// Counts with the sizes as means.
    case poisson
  }

  let kind: Kind
  /// S; `nil` for counts.
  let level: Double?

  /// Each replicate draws from substream 2i + 1 of the seed, species after species: the noise does
  /// not change the process, which has the even substreams.
  func add(to simulation: inout Simulation, seed: UInt32) throws(CommandFailure) {
    var streams: [Int: RandomStreamBox] = [:]
    for index in simulation.columns.indices {
      let replicate = simulation.columns[index].replicate
      let stream = streams[replicate] ?? RandomStreamBox(seed: seed, substream: 2 * replicate + 1)
      streams[replicate] = stream
      for i in simulation.columns[index].sizes.indices {
        let size = simulation.columns[index].sizes[i]
        guard size.isFinite else { continue }
        simulation.columns[index].sizes[i] = try observed(size, &stream.stream)
      }
    }
  }

  private func observed(
    _ size: Double, _ stream: inout RandomStream
  ) throws(CommandFailure) -> Double {
    switch kind {
    case .constant: return stream.normal(mean: size, standardDeviation: level ?? 0)
    case .relative:
      return stream.normal(mean: size, standardDeviation: (level ?? 0) * size.magnitude)
    case .poisson:
      guard (0...1e9).contains(size) else {
        throw CommandFailure(
          .wrongUsage, "a size of \(size) is no mean of a Poisson count, which lies in 0 … 10^9")
      }
      return Double(stream.poisson(mean: size))
    }
  }
}

/// A stream that several columns share.
private final class RandomStreamBox {
  var stream: RandomStream

  init(seed: UInt32, substream: Int) { stream = RandomStream(seed: seed, substream: substream) }
}
