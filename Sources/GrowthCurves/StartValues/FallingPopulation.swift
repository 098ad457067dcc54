internal import RealModule

/// A population that falls towards its capacity from above, exponentially at first sight.
enum FallingPopulation {
  /// K, N0 and the rate of approach, one for each of a few rates; empty where no such curve is near
  /// the data.
  static func starts(for data: StartData) -> [(capacity: Double, initial: Double, rate: Double)] {
    [0.5, 1.5, 4, 10, 30].compactMap { turn in
      let rate = turn / data.duration
      let shape = data.times.map { Double.exp(-rate * ($0 - data.firstTime)) }
      let (capacity, above, _) = data.offsetAndScale(of: shape)
      return capacity > 0 && above > 0 ? (capacity, capacity + above, rate) : nil
    }
  }
}

extension GrowthModel {
  /// Start values, those whose curves are nearest to the data first.
  func nearestFirst(_ starts: [[Double]], _ data: StartData) -> [[Double]] {
    starts
      .map { start in
        let squares = data.squares(of: sizes(at: data.times, start))
        return (start: start, squares: squares.isNaN ? .infinity : squares)
      }
      .sorted { $0.squares < $1.squares }
      .map { $0.start }
  }
}
