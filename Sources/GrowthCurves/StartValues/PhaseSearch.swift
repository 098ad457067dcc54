/// Start values for sums of logistic phases, by peeling them off one after the other.
///
/// The phase of a grid that leaves least of the sizes is taken, then the one that with it leaves
/// least, and so on; then each in turn is exchanged for a better one, while there is one. That is
/// done from the best single phase of each width, and what comes out differently is another start.
struct PhaseSearch {
  private let data: StartData
  private let grid: PhaseGrid

  init(_ data: StartData) {
    self.data = data
    grid = PhaseGrid(data)
  }

  /// Start values for a number of phases, the closest to the sizes first.
  func starts(_ count: Int) -> [[Double]] {
    var choices: [PhaseGrid.Choice] = []
    for width in PhaseGrid.widths[1...4].map({ $0 * data.duration }) {
      guard var choice = grid.best(with: [], where: { $0.width == width }) else { continue }
      while choice.phases.count < count,
        let next = grid.best(with: choice.phases.map(grid.member), where: { _ in true })
      {
        choice = next
      }
      guard choice.phases.count == count else { continue }
      if !choices.contains(where: { Set($0.phases) == Set(choice.phases) }) {
        choices.append(choice)
      }
    }
    let found = choices.sorted { $0.explained > $1.explained }.map { $0.parameters }
    return found.isEmpty ? [Self.evenRise(count, data) ?? even(count)] : found
  }

  /// Starts beside a sum that was fitted. Such sums are often minima of their own, behind which the
  /// best hides: where one phase does the work of two, or two that of one.
  func alternatives(to p: [Double]) -> [[Double]] {
    let phases = stride(from: 0, to: p.count, by: 3).map { Array(p[$0..<$0 + 3]) }
    return replacements(phases) + mergers(phases)
  }

  /// Each phase in turn taken out and sought again, much narrower, much wider, and elsewhere.
  private func replacements(_ phases: [[Double]]) -> [[Double]] {
    let members = phases.map { grid.member(PhaseGrid.Phase(width: $0[1], midpoint: $0[2])) }
    var found: [PhaseGrid.Choice] = []
    for (index, member) in members.enumerated() {
      let own = member.phase
      var others = members
      others.remove(at: index)
      let tests: [(PhaseGrid.Phase) -> Bool] = [
        { $0.width < 0.6 * own.width },
        { $0.width > 1.6 * own.width },
        { ($0.midpoint - own.midpoint).magnitude > 0.5 * max($0.width, own.width) },
      ]
      for test in tests {
        guard let choice = grid.best(with: others, where: test),
          !found.contains(where: { Set($0.phases) == Set(choice.phases) })
        else { continue }
        found.append(choice)
      }
    }
    return found.sorted { $0.explained > $1.explained }.map { $0.parameters }
  }

  /// Each pair of neighbours made into one phase, and each other phase into two. The rates of growth
  /// keep their area, mean and variance.
  private func mergers(_ phases: [[Double]]) -> [[Double]] {
    // A logistic's variance is (π·width/ln 81)²/3: distances squared, in widths squared.
    let spread = 3 * (Logistic.riseTime / .pi) * (Logistic.riseTime / .pi)
    var found: [[Double]] = []
    for first in phases.indices.dropLast() {
      let (one, two) = (phases[first], phases[first + 1])
      let capacity = one[0] + two[0]
      let share = one[0] / capacity
      let midpoint = one[2] + (1 - share) * (two[2] - one[2])
      let distance = two[2] - one[2]
      let variance =
        share * one[1] * one[1] + (1 - share) * two[1] * two[1]
        + spread * share * (1 - share) * distance * distance
      let merged = [capacity, variance.squareRoot(), midpoint]
      for (index, phase) in phases.enumerated() where index != first && index != first + 1 {
        let half = 0.5 * phase[1]
        let shift = (3 / spread).squareRoot() * half
        let parts = [-shift, shift].flatMap { [0.5 * phase[0], half, phase[2] + $0] }
        let others = phases.indices.filter { ![first, first + 1, index].contains($0) }
        found.append(merged + parts + others.flatMap { phases[$0] })
      }
    }
    return found
  }

  /// The rise split evenly among the phases, each placed where the sizes pass its part; `nil` when no
  /// size is positive.
  static func evenRise(_ count: Int, _ data: StartData) -> [Double]? {
    guard data.highest > 0 else { return nil }
    func time(of share: Double) -> Double {
      let index = data.sizes.firstIndex { $0 >= share * data.highest } ?? data.times.count - 1
      return data.times[index]
    }
    let part = 1 / Double(count)
    return (0..<count).flatMap { phase in
      let from = part * Double(phase)
      let width = time(of: from + 0.9 * part) - time(of: from + 0.1 * part)
      return [
        part * data.highest, max(width, 0.02 * data.duration), time(of: from + 0.5 * part),
      ]
    }
  }

  /// Phases evenly over the duration, for sizes that do not grow.
  private func even(_ count: Int) -> [Double] {
    let scale = max(data.highest.magnitude, data.lowest.magnitude)
    let length = data.duration / Double(count)
    return (0..<count).flatMap { phase in
      [
        scale > 0 ? scale / Double(count) : 1, length,
        data.firstTime + length * (Double(phase) + 0.5),
      ]
    }
  }
}
