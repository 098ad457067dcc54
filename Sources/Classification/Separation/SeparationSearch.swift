/// The programmes of ``LinearProgramCheck`` on one objective, by row generation.
struct SeparationSearch {
  enum Result {
    case overlap
    case separated(direction: [Double], isComplete: Bool)
    case undecided
  }

  /// Margins up to this, relative to the largest, count as 0.
  private static let zero = 1e-7
  /// How far below its bound a margin may be: ten times GLPK's own tolerance.
  private static let slack = 1e-8
  private static let roundLimit = 200

  private let comparisons: Comparisons
  private let suspect: [Double]?
  /// The comparisons in the programmes, in the order in which they entered.
  private var working: [Int] = []
  private var isWorking: [Bool]
  /// Those that no direction so far makes positive.
  private var atZero: [Bool]
  private let batch: Int

  init(_ comparisons: Comparisons, suspect: [Double]?) {
    self.comparisons = comparisons
    self.suspect = suspect
    atZero = (0..<comparisons.count).map { comparisons.pair($0) != nil }
    isWorking = [Bool](repeating: false, count: comparisons.count)
    batch = comparisons.objective.variableCount + 50
  }

  mutating func run() -> Result {
    var direction: [Double]?
    if let suspect {
      let margins = comparisons.margins(suspect)
      let present = atZero.indices.filter { atZero[$0] }
      let largest = present.reduce(0) { max($0, margins[$1].magnitude) }
      enter(present, by: { margins[$0] })
      if present.allSatisfy({ margins[$0] > Self.zero * largest }) {
        for index in present { atZero[index] = false }
        direction = suspect
      }
    } else {
      let step = max(comparisons.count / batch, 1)
      enter(stride(from: 0, to: comparisons.count, by: step).filter { atZero[$0] }, by: { _ in 0 })
    }
    while atZero.contains(true) {
      switch moreSum() {
      case .undecided: return .undecided
      case .overlap:
        guard direction != nil else { return .overlap }
        return simplest(direction!)
      case .separated(let found, _):
        direction = direction ?? found
      }
    }
    return direction.map { simplest($0) } ?? .overlap
  }

  /// The first programme, over the comparisons at zero.
  private mutating func moreSum() -> Result {
    var cost = comparisons.sum(of: atZero).map { -$0 }
    let length = cost.map(\.magnitude).max() ?? 0
    guard length > 0 else { return .overlap }
    for k in cost.indices { cost[k] /= length }
    let ones = [Double](repeating: 1, count: cost.count)
    for _ in 0..<Self.roundLimit {
      var program = LinearProgram(cost: cost, lower: ones.map { -$0 }, upper: ones)
      for index in working where atZero[index] {
        program.append(comparisons.row(index), least: 0)
      }
      guard case .optimal(let variables) = program.minimize() else { return .undecided }
      // The programme has fewer demands than the question: 0 here is 0 there.
      guard dot(cost, variables) < -Self.slack else { return .overlap }
      let margins = comparisons.margins(variables)
      let indices = atZero.indices.filter { atZero[$0] }
      let largest = indices.reduce(0) { max($0, margins[$1].magnitude) }
      let violated = indices.filter { margins[$0] < -Self.slack * max(largest, 1) }
      if violated.isEmpty {
        let positive = indices.filter { margins[$0] > Self.zero * max(largest, 1) }
        guard !positive.isEmpty else { return .overlap }
        for index in positive { atZero[index] = false }
        return .separated(direction: variables, isComplete: positive.count == indices.count)
      }
      guard enter(violated, by: { margins[$0] }) else { return .undecided }
    }
    return .undecided
  }

  /// The second programme; unless it is large, a few times with costs that drive short steps to 0 (Candès, Wakin and Boyd
  /// 2008).
  private mutating func simplest(_ found: [Double]) -> Result {
    let isComplete = !atZero.contains(true)
    let intercepts = Set(comparisons.objective.interceptIndices)
    var cost = found.indices.map { intercepts.contains($0) ? 0.0 : 1.0 }
    var direction = found
    var count = Int.max
    for attempt in 0..<(found.count > 200 ? 1 : 4) {
      switch shortest(cost) {
      case .overlap:
        return attempt == 0 ? .overlap : .separated(direction: direction, isComplete: isComplete)
      case .undecided: return .separated(direction: direction, isComplete: isComplete)
      case .separated(let shorter, _):
        let nonzero = shorter.indices.count { cost[$0] > 0 && shorter[$0] != 0 }
        guard nonzero < count else {
          return .separated(direction: direction, isComplete: isComplete)
        }
        (direction, count) = (shorter, nonzero)
        let largest = shorter.indices.reduce(0) {
          intercepts.contains($1) ? $0 : max($0, shorter[$1].magnitude)
        }
        for k in cost.indices where cost[k] > 0 {
          cost[k] = 1 / (shorter[k].magnitude / largest + 0.01)
        }
      }
    }
    return .separated(direction: direction, isComplete: isComplete)
  }

  /// min Σ costⱼ|βⱼ|; each variable is the difference of two that are not negative.
  private mutating func shortest(_ cost: [Double]) -> Result {
    let size = cost.count
    for _ in 0..<Self.roundLimit {
      var program = LinearProgram(
        cost: cost + cost, lower: [Double](repeating: 0, count: 2 * size),
        upper: [Double](repeating: .infinity, count: 2 * size))
      for index in working {
        let row = comparisons.row(index)
        program.append(row + row.map { -$0 }, least: atZero[index] ? 0 : 1)
      }
      switch program.minimize() {
      case .infeasible: return .overlap  // The margins found were rounding.
      case .iterationLimit, .failed: return .undecided
      case .optimal(let parts):
        let variables = (0..<size).map { parts[$0] - parts[size + $0] }
        let margins = comparisons.margins(variables)
        let demands = atZero
        func shortfall(_ index: Int) -> Double { margins[index] - (demands[index] ? 0 : 1) }
        let violated = margins.indices.filter { !margins[$0].isNaN && shortfall($0) < -Self.zero }
        if violated.isEmpty {
          let largest = variables.map(\.magnitude).max() ?? 1
          return .separated(
            direction: variables.map { $0.magnitude < Self.zero * largest ? 0 : $0 / largest },
            isComplete: !atZero.contains(true))
        }
        guard enter(violated, by: shortfall) else { return .undecided }
      }
    }
    return .undecided
  }

  /// Takes the comparisons of the smallest values into the programmes.
  ///
  /// - Returns: false where all of them were there, or there are too many.
  @discardableResult
  private mutating func enter(_ indices: [Int], by value: (Int) -> Double) -> Bool {
    let ordered = indices.filter { !isWorking[$0] }.map { (value: value($0), index: $0) }
      .sorted { ($0.value, $0.index) < ($1.value, $1.index) }
    let chosen = ordered.prefix(batch)
    for entry in chosen {
      working.append(entry.index)
      isWorking[entry.index] = true
    }
    return !chosen.isEmpty && working.count <= 4 * batch + 2000
  }
}
