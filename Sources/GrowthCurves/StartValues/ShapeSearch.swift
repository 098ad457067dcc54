internal import Activations

/// A coarse search over the rate and the midpoint of a sigmoid shape, with the linear parameters
/// solved for each: start values for data that a regression on the logit does not understand.
struct ShapeSearch {
  /// One point of the search.
  struct Candidate {
    var rate: Double
    var midpoint: Double
    var squares: Double
    var offset: Double
    var scale: Double
  }

  /// How often a rate turns over within the data; both signs, for decline is growth backwards.
  private static let turns: [Double] = [1, 2.5, 6, 15, 40, 120]

  let data: StartData
  let hasOffset: Bool

  /// The best midpoint for each rate, best first.
  ///
  /// - Parameter values: of the shape at all times, for a rate and a midpoint.
  func candidates(
    _ values: (_ rate: Double, _ midpoint: Double) -> [Double]
  ) -> [Candidate] {
    var best: [Candidate] = []
    for turn in Self.turns {
      for rate in [turn / data.duration, -turn / data.duration] {
        let positions = midpoints(for: turn).map { midpoint in
          candidate(rate, midpoint, values(rate, midpoint))
        }
        if let winner = positions.min(by: { $0.squares < $1.squares }) { best.append(winner) }
      }
    }
    return best.sorted { $0.squares < $1.squares }
  }

  /// The same for a growth curve with L = 1, and with ν where it has a shape.
  func candidates<Curve: GrowthCurve>(_ curve: Curve.Type, shape: Double? = nil) -> [Candidate] {
    candidates { rate, midpoint in
      let parameters = [1, rate, midpoint] + (shape.map { [$0] } ?? [])
      var values = [Double](repeating: 0, count: data.times.count)
      var span = values.mutableSpan
      Curve.values(at: data.times.span, parameters.span, into: &span)
      return values
    }
  }

  private func candidate(_ rate: Double, _ midpoint: Double, _ values: [Double]) -> Candidate {
    if hasOffset {
      let (offset, scale, squares) = data.offsetAndScale(of: values)
      return Candidate(
        rate: rate, midpoint: midpoint, squares: squares, offset: offset, scale: scale)
    }
    let (scale, squares) = data.scale(of: values)
    return Candidate(rate: rate, midpoint: midpoint, squares: squares, offset: 0, scale: scale)
  }

  /// Across the data and half a duration beyond; steep shapes need a finer look.
  private func midpoints(for turn: Double) -> [Double] {
    let steps = turn > 20 ? 40 : 20
    return (0...steps).map {
      data.firstTime + data.duration * (2 * Double($0) / Double(steps) - 0.5)
    }
  }
}
