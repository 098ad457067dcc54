internal import Activations

/// Logistic phases of capacity 1 on a grid of widths and midpoints, beside the sizes of a series: to
/// any phases the one is found that, added to them, leaves least of the sizes, with the capacities of
/// all solved anew.
struct PhaseGrid {
  /// Widths, 10 % to 90 %, as parts of the duration.
  static let widths: [Double] = [2.4, 1.2, 0.6, 0.3, 0.15, 0.07, 0.03]

  /// A phase without its capacity.
  struct Phase: Hashable {
    var width: Double
    var midpoint: Double
  }

  /// Phases with the capacities that leave least of the sizes, and how much of Σw·size² they explain.
  struct Choice {
    var phases: [Phase] = []
    var capacities: [Double] = []
    var explained = 0.0

    /// In the order of time, as the model takes them.
    var parameters: [Double] {
      zip(phases, capacities).sorted { $0.0.midpoint < $1.0.midpoint }
        .flatMap { [$1, $0.width, $0.midpoint] }
    }
  }

  let phases: [Phase]
  private let times: [Double]
  private let rootWeights: [Double]
  /// The shapes of the phases, one after the other, and the sizes; all times √weight.
  private let shapes: [Double]
  private let sizes: [Double]
  /// ‖shape‖² and shape·sizes of each phase.
  private let squares: [Double]
  private let products: [Double]

  init(_ data: StartData) {
    let (first, duration) = (data.firstTime, data.duration)
    // From a quarter of the duration before the data to a half after them, the steeper the closer.
    let phases = Self.widths.flatMap { width in
      let steps = Int((1.75 / min(0.5 * width, 0.12)).rounded(.up))
      return (0...steps).map { step in
        let place = 1.75 * Double(step) / Double(steps) - 0.25
        return Phase(width: width * duration, midpoint: first + duration * place)
      }
    }
    self.phases = phases
    times = data.times
    let roots = data.weights.map { $0.squareRoot() }
    rootWeights = roots
    sizes = Self.weighted(data.sizes, roots)
    let n = times.count
    var shapes = [Double](repeating: 0, count: phases.count * n)
    for (index, phase) in phases.enumerated() {
      let shape = Self.shape(phase, times, roots)
      for i in 0..<n { shapes[index * n + i] = shape[i] }
    }
    self.shapes = shapes
    squares = phases.indices.map {
      Reductions.sumOfSquares(shapes.span.extracting($0 * n..<$0 * n + n))
    }
    products = Self.products(of: sizes, shapes, phases.count)
  }

  private static func weighted(_ values: [Double], _ roots: [Double]) -> [Double] {
    roots.isEmpty ? values : zip(values, roots).map { $0 * $1 }
  }

  private static func shape(_ phase: Phase, _ times: [Double], _ roots: [Double]) -> [Double] {
    let logistic = [1, Logistic.riseTime / phase.width, phase.midpoint]
    return weighted(Logistic().sizes(at: times, logistic), roots)
  }

  /// The products of a vector with every shape.
  private static func products(
    of vector: [Double], _ shapes: [Double], _ count: Int
  ) -> [Double] {
    let n = vector.count
    return (0..<count).map {
      Reductions.dot(vector.span, shapes.span.extracting($0 * n..<$0 * n + n))
    }
  }

  /// A phase to which others are added, with what that takes.
  struct Member {
    let phase: Phase
    fileprivate let shape: [Double]
    /// With the sizes, and with every shape of the grid.
    fileprivate let product: Double
    fileprivate let row: [Double]
  }

  func member(_ phase: Phase) -> Member {
    let shape = Self.shape(phase, times, rootWeights)
    return Member(
      phase: phase, shape: shape, product: Reductions.dot(shape.span, sizes.span),
      row: Self.products(of: shape, shapes, phases.count))
  }

  /// The members, at most three, and the phase of the grid that with them explains most; `nil` when
  /// none leaves every capacity positive.
  func best(with members: [Member], where isAllowed: (Phase) -> Bool) -> Choice? {
    guard let border = BorderedSystem(members.map { $0.shape }, members.map { $0.product }) else {
      return nil
    }
    let none = [Double](repeating: 0, count: phases.count)
    let rows = (0..<3).map { $0 < members.count ? members[$0].row : none }
    let (first, second, third) = (rows[0], rows[1], rows[2])
    var best: (index: Int, solution: BorderedSystem.Solution)?
    for index in phases.indices where isAllowed(phases[index]) {
      guard
        let solution = border.solution(
          first[index], second[index], third[index], square: squares[index],
          product: products[index]),
        solution.explained > best?.solution.explained ?? -.infinity
      else { continue }
      best = (index, solution)
    }
    return best.map { index, solution in
      let capacities = [solution.others.0, solution.others.1, solution.others.2]
      return Choice(
        phases: members.map { $0.phase } + [phases[index]],
        capacities: capacities.prefix(members.count) + [solution.added],
        explained: solution.explained)
    }
  }
}
