/// A source with what was learned of it, and the first error that reading it gave: solvers do not
/// throw, so from then on all sums are NaN, which ends them.
///
/// Used by the thread that trains alone.
final class RowStream: @unchecked Sendable {
  let survey: StreamSurvey
  let session: StreamSession
  private let source: any RowBlockSource
  private let readsAhead: Bool
  private(set) var error: (any Error)?
  /// The last points that were looked at: solvers ask again.
  private var evaluations: [(variables: [Double], sums: PassSums)] = []
  private var hessians: [(variables: [Double], sums: [Double])] = []
  private var gram: (active: [Int], matrix: SymmetricMatrix)?

  init(
    _ source: any RowBlockSource, _ survey: StreamSurvey, _ session: StreamSession, threads: Int
  ) {
    self.source = source
    self.survey = survey
    self.session = session
    readsAhead = threads > 1
  }

  /// Calls `body` with each block from number `first` on.
  func forEachBlock(from first: Int, _ body: (_ index: Int, _ block: TrainingData) throws -> Void) {
    guard error == nil else { return }
    do {
      var blocks = try readsAhead ? ReadAhead(source) : source.blocks()
      var index = 0
      var rows = 0
      while let block = try blocks.next() {
        if index >= first {
          try session.check()
          try body(index, block)
        }
        rows += block.rowCount
        index += 1
      }
      guard rows == survey.rowCount else {
        throw StreamError.rowsChanged(found: rows, expected: survey.rowCount)
      }
      try session.check()
    } catch {
      self.error = error
    }
  }
}

extension RowStream {
  func evaluation(at variables: [Double]) -> PassSums? {
    evaluations.last { $0.variables == variables }?.sums
  }

  func hessian(at variables: [Double]) -> [Double]? {
    hessians.last { $0.variables == variables }?.sums
  }

  func keep(_ sums: PassSums, at variables: [Double]) {
    evaluations = evaluations.suffix(2) + [(variables, sums)]
  }

  func keep(hessian sums: [Double], at variables: [Double]) {
    hessians = hessians.suffix(1) + [(variables, sums)]
  }

  func keep(gram matrix: SymmetricMatrix, _ conditioning: Conditioning) {
    gram = (conditioning.active, matrix)
  }

  /// Of these columns, if it was formed for them and perhaps more.
  func gram(_ conditioning: Conditioning) -> SymmetricMatrix? {
    guard let gram else { return nil }
    var indices = conditioning.active.compactMap { gram.active.firstIndex(of: $0) }
    guard indices.count == conditioning.active.count else { return nil }
    if conditioning.hasIntercept { indices.append(gram.active.count) }
    return gram.matrix.restricted(to: indices)
  }

  /// From here on what is played back must not depend on what went before.
  func forget() { (evaluations, hessians) = ([], []) }
}
