import GrowthCurves
import Statistics
import Synchronization
import Testing

/// Many fits at once are the fits one by one.
struct GrowthBatchTests {
  /// 500 series of different lengths: curves with noise, among them some that are only noise, and
  /// some that are too short.
  static let series: [GrowthSeries] = {
    (0..<500).map { index in
      var stream = RandomStream(seed: 51, substream: index)
      let count = index % 50 == 49 ? 2 : 8 + stream.integer(below: 60)
      let times = (0..<count).map { 20 * Double($0) / Double(count) }
      let height = index % 17 == 3 ? 0 : 1 + stream.uniform()
      let p = [height, 0.5 + stream.uniform(), 8 + 4 * stream.uniform()]
      let sizes = Logistic().sizes(at: times, p).map {
        $0 + stream.normal(standardDeviation: 0.05)
      }
      do {
        return try GrowthSeries(name: "\(index)", times: times, sizes: sizes)
      } catch {
        fatalError("\(error)")
      }
    }
  }()

  /// What must be the same to the last bit.
  struct Bits: Equatable {
    var name: String
    var numbers: [UInt64]
    var verdicts: [Verdict]
    var iterations: Int?

    init(_ fit: GrowthFit) {
      name = fit.series.name
      var values: [Double?] = fit.values
      for estimate in fit.parameters {
        values += [estimate.standardError, estimate.lower, estimate.upper]
      }
      for quantity in fit.derivedQuantities() {
        values += [quantity.estimate, quantity.standardError]
      }
      values += [fit.statistics?.residualSumOfSquares, fit.statistics?.aic]
      values += fit.covariance ?? []
      numbers = values.map { ($0 ?? -1).bitPattern }
      verdicts = fit.verdicts
      iterations = fit.convergence?.iterations
    }
  }

  static let models = ["logistic", "logistic-offset", "richards", "gompertz"]

  @Test("The same bits for any number of threads", arguments: models)
  func threads(_ name: String) throws {
    let model = try #require(GrowthModels.named(name))
    // A fresh fitter for each: nothing of one fit may reach the next.
    let alone = Self.series.map { Bits(GrowthFitter().fit(model, to: $0)) }
    #expect(alone.map { $0.name } == (0..<500).map { "\($0)" })
    for threads in [1, 2, 3, 7] {
      let fits = GrowthBatch.fit(model, to: Self.series, threads: threads)
      #expect(fits.map { Bits($0) } == alone, "\(threads) threads")
    }
  }

  @Test("Progress reaches the total, once, and nothing is counted twice", arguments: [1, 3])
  func progress(_ threads: Int) {
    let seen = Mutex<[Int]>([])
    let fits = GrowthBatch.fit(Logistic(), to: Self.series, threads: threads) { done in
      seen.withLock { $0.append(done) }
    }
    #expect(fits.count == 500)
    let counts = seen.withLock { $0 }
    #expect(counts.count { $0 == 500 } == 1)
    #expect(counts.max() == 500)
    #expect(Set(counts).count == counts.count)
  }

  @Test("No series, no fits", arguments: [1, 4])
  func empty(_ threads: Int) {
    let calls = Mutex(0)
    let fits = GrowthBatch.fit(Logistic(), to: [], threads: threads) { _ in
      calls.withLock { $0 += 1 }
    }
    #expect(fits.isEmpty)
    #expect(calls.withLock { $0 } == 0)
  }

  @Test("Results stand in the order of the indices", arguments: [1, 2, 8])
  func order(_ threads: Int) {
    let squares = GrowthBatch.map(count: 1001, threads: threads) { _, index in index * index }
    #expect(squares == (0..<1001).map { $0 * $0 })
  }
}
