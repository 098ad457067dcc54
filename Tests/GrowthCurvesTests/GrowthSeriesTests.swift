import GrowthCurves
import Testing

/// What a series makes of the numbers it is given.
struct GrowthSeriesTests {
  @Test("Missing times, sizes and weights are dropped and counted")
  func missing() throws {
    let series = try GrowthSeries(
      name: "A1", times: [0, .nan, 2, 3, 4], sizes: [1, 2, .nan, 4, 5],
      weights: [1, 1, 1, .nan, 0.5])
    #expect(series.name == "A1")
    #expect(series.times == [0, 4])
    #expect(series.sizes == [1, 5])
    #expect(series.weights == [1, 0.5])
    #expect(series.missingCount == 3)
    #expect(series.count == 2)
    #expect(series.duration == 4)
  }

  @Test("Times in any order are sorted; ties keep the order of the data")
  func order() throws {
    let series = try GrowthSeries(
      times: [3, 1, 3, 2, 1, 3], sizes: [30, 10, 31, 20, 11, 32], weights: [1, 2, 3, 4, 5, 6])
    #expect(series.times == [1, 1, 2, 3, 3, 3])
    #expect(series.sizes == [10, 11, 20, 30, 31, 32])
    #expect(series.weights == [2, 5, 4, 1, 3, 6])
    #expect(series.distinctTimeCount == 3)
    #expect(series.missingCount == 0)
    #expect(series.origin == 1)
  }

  @Test("The order of the rows does not matter to a fit")
  func orderOfRows() throws {
    let times = (0..<20).map { Double($0) }
    let sizes = Logistic().sizes(at: times, [5, 0.6, 9]).enumerated().map { index, size in
      size + 0.01 * Double(index * 7 % 11)
    }
    let order = (0..<20).map { $0 * 7 % 20 }
    let sorted = GrowthFitter().fit(Logistic(), to: try GrowthSeries(times: times, sizes: sizes))
    let mixed = GrowthFitter().fit(
      Logistic(),
      to: try GrowthSeries(times: order.map { times[$0] }, sizes: order.map { sizes[$0] }))
    #expect(mixed.values == sorted.values)
    #expect(mixed.covariance == sorted.covariance)
  }

  @Test("Lengths must agree")
  func lengths() {
    #expect(throws: GrowthDataError.lengthsDiffer(times: 2, sizes: 3)) {
      try GrowthSeries(times: [1, 2], sizes: [1, 2, 3])
    }
    #expect(throws: GrowthDataError.weightsDiffer(weights: 1, sizes: 2)) {
      try GrowthSeries(times: [1, 2], sizes: [1, 2], weights: [1])
    }
  }

  @Test("Infinite values are errors, unless their observation is missing anyway")
  func infinite() throws {
    #expect(throws: GrowthDataError.infiniteTime(index: 1)) {
      try GrowthSeries(times: [1, -.infinity], sizes: [1, 2])
    }
    #expect(throws: GrowthDataError.infiniteSize(index: 0)) {
      try GrowthSeries(times: [1, 2], sizes: [.infinity, 2])
    }
    let series = try GrowthSeries(times: [1, .infinity, 3], sizes: [1, .nan, 2])
    #expect(series.times == [1, 3])
    #expect(series.missingCount == 1)
  }

  @Test("Weights are finite and not negative", arguments: [-1, -1e-300, .infinity])
  func weights(_ weight: Double) {
    #expect(throws: GrowthDataError.badWeight(index: 2, weight: weight)) {
      try GrowthSeries(times: [1, 2, 3], sizes: [1, 2, 3], weights: [0, 1, weight])
    }
  }

  @Test("Nothing, and nothing but missing values, are series too")
  func empty() throws {
    let series = [
      try GrowthSeries(times: [], sizes: []),
      try GrowthSeries(times: [1, .nan], sizes: [.nan, 3]),
    ]
    for series in series {
      #expect(series.count == 0)
      #expect(series.duration == 0)
      #expect(series.distinctTimeCount == 0)
      #expect(series.origin == 0)
    }
    #expect(series[1].missingCount == 2)
  }

  @Test("The origin shifts the elapsed time, and with it only what is meant at the origin")
  func origin() throws {
    let times = (0..<20).map { 1900 + Double($0) }
    let truth = [5, 0.02, 0.6]
    let sizes = Verhulst().sizes(at: times.map { $0 - 1900 }, truth)
    let first = GrowthFitter().fit(Verhulst(), to: try GrowthSeries(times: times, sizes: sizes))
    let earlier = GrowthFitter().fit(
      Verhulst(), to: try GrowthSeries(times: times, sizes: sizes, origin: 1898))
    #expect((first.values[1] / 0.02 - 1).magnitude <= 1e-9)
    let before = Verhulst().size(at: -2, truth)
    #expect((earlier.values[1] / before - 1).magnitude <= 1e-9)
    for parameter in [0, 2] {
      #expect((earlier.values[parameter] / first.values[parameter] - 1).magnitude <= 1e-9)
    }
    #expect((earlier.size(at: 1905) / first.size(at: 1905) - 1).magnitude <= 1e-9)
  }
}
