/// How an objective comes to its rows where they are not in memory.
struct StreamedRows: Sendable {
  let rows: RowStream
  /// The loss of a block.
  let loss: @Sendable (_ block: TrainingData) -> any Loss

  var session: StreamSession { rows.session }
  var error: (any Error)? { rows.error }

  func forEachPart(
    of objective: Objective, from first: Int = 0, _ body: (_ index: Int, _ part: Objective) -> Void
  ) {
    rows.forEachBlock(from: first) { index, block in
      body(
        index,
        Objective(
          design: block.design, loss: loss(block), penalty: objective.penalty,
          conditioning: objective.conditioning, referenceOutput: objective.referenceOutput,
          threads: objective.threads, totalWeight: objective.totalWeight, stream: nil))
    }
  }

  /// Of each column; nil for dense rows, 1 where the objective does not scale.
  func largestMagnitudes(_ conditioning: Conditioning) -> [Double]? {
    guard rows.survey.isSparse else { return nil }
    return rows.survey.largestMagnitudes.map {
      $0 > 0 && conditioning.scales.contains { $0 != 1 } ? $0 : 1
    }
  }
}

extension Objective {
  var isStreamed: Bool { stream != nil }

  /// All rows.
  var rowCount: Int { stream?.rows.survey.rowCount ?? design.rowCount }

  /// Sums over all rows from those over parts of them, in the order of the parts: in memory there is
  /// one part, the objective itself.
  ///
  /// - Parameters:
  ///   - length: of the sums.
  ///   - join: another way to put two parts together.
  func combined(
    length: Int, _ join: (Double, Double) -> Double = { $0 + $1 },
    _ form: (_ part: Objective) -> [Double]
  ) -> [Double] {
    guard let stream else { return form(self) }
    if let known = stream.session.replay() {
      precondition(known.count == length, "the pass that was stored")
      return known
    }
    var sums: [Double]?
    stream.forEachPart(of: self) { _, part in
      let next = form(part)
      precondition(next.count == length, "as long as it says")
      guard sums != nil else {
        sums = next
        return
      }
      for k in next.indices { sums![k] = join(sums![k], next[k]) }
    }
    guard stream.error == nil, let sums else { return [Double](repeating: .nan, count: length) }
    stream.session.record(sums)
    return sums
  }

  /// The same for passes that add up factors of the rows.
  func passSums(_ form: (_ part: Objective) -> PassSums) -> PassSums {
    guard isStreamed else { return form(self) }
    return passSums(combined(length: passSumCount) { Self.numbers(form($0)) })
  }

  private static func numbers(_ sums: PassSums) -> [Double] {
    sums.columns + sums.totals + [sums.value]
  }

  private var passSumCount: Int {
    loss.outputCount * (RowKernels.padded(design.columnCount) + 1) + 1
  }

  private func passSums(_ sums: [Double]) -> PassSums {
    let outputs = loss.outputCount
    let split = outputs * RowKernels.padded(design.columnCount)
    return PassSums(
      value: sums[split + outputs], columns: Array(sums[..<split]),
      totals: Array(sums[split..<(split + outputs)]))
  }

  /// Up to how many variables the Hessian costs less than reading the rows once more.
  private static let cheapHessian = 64

  /// What an evaluation adds up, in a pass that forms the Hessian as well where that will be asked
  /// for and costs little.
  func streamedSums(_ variables: [Double]) -> PassSums {
    guard let stream else { return lossSums(variables) }
    if let known = stream.rows.evaluation(at: variables) { return known }
    let count = passSumCount
    let withHessian = stream.session.isReplaying && variableCount <= Self.cheapHessian
    let numbers = combined(length: count + (withHessian ? hessianSumCount : 0)) { part in
      Self.numbers(part.lossSums(variables)) + (withHessian ? part.hessianSums(variables) : [])
    }
    let sums = passSums(Array(numbers[..<count]))
    stream.rows.keep(sums, at: variables)
    if withHessian { stream.rows.keep(hessian: Array(numbers[count...]), at: variables) }
    return sums
  }

  func streamedHessianSums(_ variables: [Double]) -> [Double] {
    guard let stream else { return hessianSums(variables) }
    if let known = stream.rows.hessian(at: variables) { return known }
    let sums = combined(length: hessianSumCount) { $0.hessianSums(variables) }
    stream.rows.keep(hessian: sums, at: variables)
    return sums
  }
}
