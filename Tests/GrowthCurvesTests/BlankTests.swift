import GrowthCurves
import Statistics
import Testing

/// Blanks: what is subtracted, and how well it is known.
struct BlankTests {
  private func series(_ sizes: [Double], times: [Double]? = nil) throws -> GrowthSeries {
    try GrowthSeries(times: times ?? sizes.indices.map { Double($0) }, sizes: sizes)
  }

  @Test("Each mode subtracts its mean, and keeps what becomes zero or negative")
  func subtraction() throws {
    let blank = try Blank([series([1, 2, 6]), series([3, 2, 4])])
    let well = try series([2, 1, 10])
    #expect(blank.wellCount == 2)
    #expect(blank.mean == 3)
    #expect(blank.size(at: 2) == 5)
    #expect(blank.size(at: 0.5) == nil)
    #expect(try well.subtracting(blank).sizes == [0, -1, 5])
    #expect(try well.subtracting(blank, mode: .mean).sizes == [-1, -2, 7])
    #expect(try well.subtracting(blank).times == well.times)
  }

  @Test("Each well counts the same in the mean, however many readings it has")
  func wellsOfUnequalLength() throws {
    let blank = try Blank([series([1, 1, 1, 1]), series([4], times: [2])])
    #expect(blank.mean == 2.5)
    #expect(blank.size(at: 2) == 2.5)
    #expect(blank.size(at: 1) == 1)
  }

  @Test("A time without a blank is an error for `time`, and none for `mean`")
  func missingTime() throws {
    let blank = try Blank([series([1, 1], times: [0, 1])])
    let well = try series([2, 3, 4], times: [0, 1, 1.5])
    #expect(!blank.covers(well))
    #expect(blank.covers(try series([5], times: [1])))
    #expect(throws: GrowthDataError.noBlank(time: 1.5)) { try well.subtracting(blank) }
    #expect(try well.subtracting(blank, mode: .mean).sizes == [1, 2, 3])
  }

  @Test("Blanks need a reading, and differences must be numbers")
  func errors() throws {
    #expect(throws: GrowthDataError.blankWithoutReadings) { try Blank([]) }
    #expect(throws: GrowthDataError.blankWithoutReadings) { try Blank([series([.nan, .nan])]) }
    let blank = try Blank([series([-1.7e308])])
    #expect(throws: GrowthDataError.infiniteSize(index: 0)) {
      try series([1.7e308]).subtracting(blank)
    }
  }

  @Test("The standard error is that of the mean of the wells' means")
  func standardError() throws {
    // Means 2, 3 and 7: s² = 7, so s/√3.
    let blank = try Blank([series([1, 3]), series([2, 4]), series([6, 8])])
    let expected = (7.0 / 3).squareRoot()
    let well = try series([10, 20])
    for mode in Blank.Mode.allCases {
      #expect((blank.standardError(mode) / expected - 1).magnitude < 1e-15)
      let corrected = try well.subtracting(blank, mode: mode)
      #expect(corrected.offsetStandardError == blank.standardError(mode))
    }
    #expect(well.offsetStandardError == 0)
    // Subtracting twice adds variances.
    let twice = try well.subtracting(blank).subtracting(blank)
    #expect((twice.offsetStandardError / (expected * 2.0.squareRoot()) - 1).magnitude < 1e-15)
  }

  @Test("A single blank knows the error of its mean over the times, and nothing between wells")
  func singleBlank() throws {
    // 1, 2, 3, 4: s² = 5/3 and s/√4.
    let blank = try Blank([series([1, 2, 3, 4])])
    #expect((blank.standardError(.mean) / (5.0 / 12).squareRoot() - 1).magnitude < 1e-15)
    #expect(blank.standardError(.time) == 0)
    #expect(try Blank([series([5])]).standardError(.mean) == 0)
  }

  @Test("The standard error is the spread of what is subtracted, over many plates")
  func coverage() throws {
    var random = RandomStream(seed: 20)
    let (wells, times, plates) = (4, 12, 4_000)
    var squaredErrors = 0.0
    var variances = 0.0
    for _ in 0..<plates {
      let blanks = try (0..<wells).map { _ in
        let offset = random.normal(standardDeviation: 0.01)
        return try series(
          (0..<times).map { _ in 0.09 + offset + random.normal(standardDeviation: 0.005) })
      }
      let blank = try Blank(blanks)
      squaredErrors += (blank.mean - 0.09) * (blank.mean - 0.09)
      variances += blank.standardError(.mean) * blank.standardError(.mean)
    }
    // Both estimate one variance; their ratio has a standard error of about √(2/n·(1 + 1/3)).
    #expect((squaredErrors / variances - 1).magnitude < 4 * (2.0 / 4_000 * 4 / 3).squareRoot())
  }

  @Test("The noise of blanks at each time is in the residuals, their common error is not")
  func noiseIsInTheResiduals() throws {
    var random = RandomStream(seed: 21)
    let times = (0..<200).map { Double($0) / 10 }
    let curve = Logistic().sizes(at: times, [1, 0.8, 8])
    let noise = 0.004
    func read(_ offset: Double) -> [Double] {
      times.indices.map { _ in 0.09 + offset + random.normal(standardDeviation: noise) }
    }
    let blank = try Blank([
      try GrowthSeries(times: times, sizes: read(0.003)),
      try GrowthSeries(times: times, sizes: read(-0.001)),
    ])
    let sizes = zip(curve, read(0)).map { $0 + $1 }
    let well = try GrowthSeries(times: times, sizes: sizes)
    let options = GrowthFitOptions(intervals: .wald)
    let byTime = GrowthFitter().fit(
      LogisticOffset(), to: try well.subtracting(blank), options: options)
    let byMean = GrowthFitter().fit(
      LogisticOffset(), to: try well.subtracting(blank, mode: .mean), options: options)
    let errors = [byTime, byMean].map { $0.statistics?.residualStandardError ?? .nan }
    // s has a standard error of s/√(2·196): 5 %.
    #expect((errors[0] / (noise * 1.5.squareRoot()) - 1).magnitude < 0.2)
    #expect((errors[1] / noise - 1).magnitude < 0.2)
  }

  @Test("The net change of a series is that of the medians of its quarters")
  func netChange() throws {
    #expect(try series([1, 2, 3, 100, 5, 6, 7, 9]).netChange == 6.5)
    #expect(try series([3, 3, 3]).netChange == 0)
    #expect(try series([2, 1]).netChange == -1)
    #expect(try series([]).netChange == 0)
  }
}
