import Classification
import Foundation

/// Logistic regression of a matrix in memory, λ = 1/n.
struct TrainingBenchmark {
  let name: String
  let data: TrainingData

  /// - Parameter file: that of `generate.py classes --layout binary`.
  init(_ name: String, file: String, rows: Int, columns: Int) throws {
    self.name = name
    guard let file = FileHandle(forReadingAtPath: file) else {
      throw CocoaError(.fileReadNoSuchFile)
    }
    defer { try? file.close() }
    let builder = DenseDesignBuilder(
      rowCount: rows, columnNames: (1...columns).map { "x\($0)" })
    let block = 10_000
    for start in stride(from: 0, to: rows, by: block) {
      let count = min(block, rows - start)
      let numbers = try Self.numbers(file, count: count * columns)
      for i in 0..<count {
        for j in 0..<columns { builder[start + i, j] = numbers[i * columns + j] }
      }
    }
    let labels = try Self.numbers(file, count: rows)
    data = try TrainingData(
      design: try builder.finish(), classes: labels.map { Int32($0) }, classNames: ["0", "1"])
  }

  private static func numbers(_ file: FileHandle, count: Int) throws -> [Double] {
    let bytes = try file.read(upToCount: count * MemoryLayout<Double>.stride) ?? Data()
    guard bytes.count == count * MemoryLayout<Double>.stride else {
      throw CocoaError(.fileReadCorruptFile)
    }
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }

  /// To within 1e-6 of the minimum, and with all that training does by default.
  func batch() throws {
    let near = StoppingRule(tolerance: 1e-6)
    try measure("ours", Newton(polishes: false), near)
    try measure("ours, two threads", Newton(polishes: false), near, threads: 2)
    try measure("ours, lbfgs", LBFGS(polishes: false), near)
    try measure("ours, all digits and the covariance", nil, StoppingRule(), covariance: true)
  }

  /// One epoch of stochastic gradient descent.
  func epoch() throws {
    let options = StochasticOptions(epochs: 1, polishes: false)
    try measure(
      "ours", StochasticGradientDescent(options: options), StoppingRule(), mustConverge: false)
    try measure(
      "ours, averaged", StochasticGradientDescent(averages: true, options: options),
      StoppingRule(), mustConverge: false)
  }

  private func measure(
    _ peer: String, _ solver: (any Solver)?, _ stopping: StoppingRule, covariance: Bool = false,
    threads: Int = 1, mustConverge: Bool = true
  ) throws {
    let options = TrainingOptions(
      solver: solver, penalty: Penalty(lambda: 1 / Double(data.rowCount)), stopping: stopping,
      computesCovariance: covariance, threads: threads)
    let trainer = LogisticTrainer(options)
    let classifier = trainer.train(data)
    let status = classifier.status
    guard status.isSuccess || !mustConverge else {
      FileHandle.standardError.write(Data("\(name), \(peer): \(status.name)\n".utf8))
      return
    }
    let seconds = secondsPerCall { _ = trainer.train(data) }
    let scores = classifier.scoreFunctions[0]
    try report([
      "case": name, "peer": peer, "seconds": seconds, "status": status.name,
      "passes": classifier.reports[0].passes, "coefficients": scores.weights + [scores.intercept],
      "peakMegabytes": peakMegabytes(),
    ])
  }
}

/// The most memory this process has had so far.
func peakMegabytes() -> Double {
  var usage = rusage()
  // RUSAGE_SELF, which has another type on each platform.
  getrusage(0, &usage)
  #if os(macOS)
    return Double(usage.ru_maxrss) / 1_048_576
  #else
    return Double(usage.ru_maxrss) / 1024
  #endif
}
